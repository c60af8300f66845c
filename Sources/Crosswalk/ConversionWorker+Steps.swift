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
  private mutating func composed(
    _ way: Way,
    _ place: Int,
    _ record: TapeView,
    _ view: TapeView,
    _ before: RunComposition?
  ) -> RunComposition {
    let engine = way.engines[place - 1]
    let first = before.map {
      RunComposition.Notes(events: $0.events, segments: $0.segments, dropped: $0.dropped)
    }
    return RunComposition(
      source: record,
      middle: view,
      first: first ?? notes(engine),
      second: notes(way.engines[place]),
      sites: way.sites,
      wantsSegments: tracesProvenance || isPart || mapper != nil || way.engines.count > 2,
      memory: &memory
    )
  }

  /// What a step noted.
  private func notes(_ engine: Engine) -> RunComposition.Notes {
    RunComposition.Notes(
      events: engine.runner.events,
      segments: engine.runner.segments,
      dropped: needsWayBack ? engine.runner.droppedNodes : []
    )
  }

  /// The error of a step, told of the record that was read first.
  private mutating func refusal(
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
      first: RunComposition.Notes(events: [], segments: before?.segments ?? first, dropped: []),
      second: RunComposition.Notes(events: [], segments: [], dropped: []),
      sites: way.sites,
      wantsSegments: false,
      memory: &memory
    )
    let origin = trail.origin(of: Int(refusal.node))
    return ConversionError(refusal, plan, record, at: origin < 0 ? 0 : Int(origin), found: view)
  }
}
