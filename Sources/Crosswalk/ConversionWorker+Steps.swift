import JSONCore
import LensCore

// Routes of several steps: each reads what the one before wrote.
extension ConversionWorker {
  mutating func runSteps(
    _ way: Way,
    _ record: TapeView,
    into output: inout ByteSink
  ) throws(ConversionError) {
    var view = record
    var whole: RunComposition?
    for (place, engine) in way.engines.enumerated() {
      let isLast = place == way.middles.count
      do throws(Refusal) {
        if isLast {
          try engine.runner.run(view, into: &output)
        } else {
          way.middles[place].sink.truncate(to: 0)
          try engine.runner.run(view, into: &way.middles[place].sink)
        }
      } catch {
        throw refusal(error, way, place, record, whole)
      }
      if place > 0 { whole = composed(way, place, record, view, whole) }
      guard !isLast else { break }
      let middle = way.middles[place]
      guard middle.tape.scan(middle.sink.view) != nil else { throw .unrestorable }
      view = middle.tape.view(middle.sink.view)
    }
    composition = whole
  }

  /// What all steps up to one did together.
  private func composed(
    _ way: Way,
    _ place: Int,
    _ record: TapeView,
    _ view: TapeView,
    _ before: RunComposition?
  ) -> RunComposition {
    let engine = way.engines[place - 1]
    return RunComposition(
      source: record,
      middle: view,
      first: before.map { ($0.events, $0.segments, $0.dropped) }
        ?? (engine.runner.events, engine.runner.segments, engine.runner.droppedNodes),
      second: noted(way, place),
      sites: way.sites
    )
  }

  /// What a step noted, with the sites of the whole route.
  private func noted(
    _ way: Way,
    _ place: Int
  ) -> (events: [LossEvent], segments: [Segment], dropped: Set<Int>) {
    let shift = UInt16(way.sites.firsts[place])
    let events = way.engines[place].runner.events.map { event in
      guard event.site < LossEvent.filler else { return event }
      var moved = event
      moved.site += shift
      return moved
    }
    return (events, way.engines[place].runner.segments, way.engines[place].runner.droppedNodes)
  }

  /// The error of a step, told of the record that was read first.
  private func refusal(
    _ refusal: Refusal,
    _ way: Way,
    _ place: Int,
    _ record: TapeView,
    _ before: RunComposition?
  ) -> ConversionError {
    let plan = way.engines[place].runner.plan
    guard place > 0 else { return ConversionError(refusal, plan, record) }
    let middle = way.middles[place - 1]
    let view = middle.tape.view(middle.sink.view)
    let first = way.engines[place - 1].runner.segments
    let trail = RunComposition(
      source: record,
      middle: view,
      first: ([], before?.segments ?? first, []),
      second: ([], [], []),
      sites: way.sites
    )
    let origin = trail.origin(of: Int(refusal.node))
    return ConversionError(refusal, plan, record, at: origin < 0 ? 0 : Int(origin), found: view)
  }
}
