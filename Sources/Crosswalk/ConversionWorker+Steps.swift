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
        throw refusal(error, way, place, record)
      }
      if place > 0 { compose(way, place, record, view) }
      guard !isLast else { break }
      let middle = way.middles[place]
      guard middle.tape.scan(middle.sink.view) != nil else { throw .unrestorable }
      view = middle.tape.view(middle.sink.view)
    }
  }

  /// Puts together what all steps up to one did.
  private mutating func compose(
    _ way: Way,
    _ place: Int,
    _ record: TapeView,
    _ view: TapeView
  ) {
    composition.compose(
      source: record,
      middle: view,
      first: isComposed ? composition.notes : notes(way.engines[place - 1]),
      second: notes(way.engines[place]),
      sites: way.sites,
      wantsSegments: tracesProvenance || isPart || mapper != nil || way.engines.count > 2
    )
    isComposed = true
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
    _ record: TapeView
  ) -> ConversionError {
    let plan = way.engines[place].runner.plan
    guard place > 0 else { return ConversionError(refusal, plan, record) }
    let middle = way.middles[place - 1]
    let view = middle.tape.view(middle.sink.view)
    let first = way.engines[place - 1].runner.segments
    let origin = RunComposition.origin(
      of: Int(refusal.node),
      in: view,
      from: record,
      by: isComposed ? composition.segments : first
    )
    return ConversionError(refusal, plan, record, at: origin < 0 ? 0 : Int(origin), found: view)
  }
}
