/// Where the markers of a text are, compiled.
struct MarkersPlan: BitwiseCopyable {
  var text = Text()
  var list = Text()
  var types = Slice()
  var start = Text()
  var end = Text()
  var quoted = Text()
  var strippedSite: UInt16 = 0
  var startSite: UInt16 = 0
  var endSite: UInt16 = 0
  var differingSite: UInt16 = 0
  var keptSite: UInt16 = 0
}

// Texts with markers: a plan knows of them only if users have them cut out.
extension PlanCompiler {
  /// The markers that the rows being compiled have to do with.
  struct MarkersScope {
    let rule: MarkersRule
    /// The index in the table.
    let index: Int
    /// What is said of places, by the member's name.
    let sites: [String: UInt16]
  }

  /// The markers of a text at a place, if they are to be cut out.
  mutating func stripped(_ rule: MarkersRule?, at field: Place) -> MarkersScope? {
    guard let rule, !settings.restores else { return nil }
    let text = field.source + "/" + rule.text
    guard settings.choice(rule.stripped.code, at: text) != rule.stripped.code.defaultChoice else {
      return nil
    }
    let element = field.source + "/" + rule.list + "/*/"
    var plan = MarkersPlan()
    plan.text = self.text(rule.text)
    plan.list = self.text(rule.list)
    plan.types = texts(rule.types)
    plan.start = self.text(rule.start)
    plan.end = self.text(rule.end)
    plan.quoted = self.text(rule.quoted)
    plan.strippedSite = site(rule.stripped, .changed, text)
    plan.startSite = site(rule.moved, .changed, element + rule.start)
    plan.endSite = site(rule.moved, .changed, element + rule.end)
    plan.differingSite = site(rule.differing, .changed, element + rule.start)
    plan.keptSite = site(rule.kept, .changed, element + rule.start)
    markers.append(plan)
    return MarkersScope(
      rule: rule,
      index: markers.count - 1,
      sites: [rule.start: plan.startSite, rule.end: plan.endSite]
    )
  }

  /// Lets the text be cut.
  func cut(_ entry: inout Entry) {
    guard entry.operation == .keep || entry.operation == .rename else { return }
    entry.operation = .cut
  }

  /// Lets a number move with the text that it counts in, if it does.
  func move(_ entry: inout Entry, named name: String) {
    guard entry.operation == .keep || entry.operation == .rename,
      let site = scopeOfMarkers?.sites[name]
    else { return }
    entry.operation = .move
    entry.site = site
  }
}
