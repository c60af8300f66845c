/// The places at which a route can lose something: those of its plans, one behind the other.
package final class SiteList: Sendable {
  package let sites: [LossSite]
  /// The number of the first site of each plan.
  package let firsts: [Int]

  /// Puts the sites of plans in one row.
  package init(_ plans: [[LossSite]]) {
    sites = plans.flatMap { $0 }
    var firsts: [Int] = []
    var next = 0
    for plan in plans {
      firsts.append(next)
      next += plan.count
    }
    self.firsts = firsts
  }

  /// The sites of a route's plans.
  package convenience init(_ plans: [LensPlan]) { self.init(plans.map(\.sites)) }
}
