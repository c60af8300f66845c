import LensCore

/// A value for each place at which a plan can lose something, for all plans that were met.
///
/// Records alike take the same plan, so that it is mostly found without a search.
struct SiteTable<Value> {
  private(set) var tables: [(plan: LensPlan, values: [Value])] = []
  private var usual = 0
  private let empty: Value

  /// Makes a table in which each place has the same value.
  init(empty: Value) { self.empty = empty }

  /// The place of a plan's values.
  mutating func index(of plan: LensPlan) -> Int {
    if usual < tables.count, tables[usual].plan === plan { return usual }
    if let known = tables.firstIndex(where: { $0.plan === plan }) {
      usual = known
    } else {
      usual = tables.count
      tables.append((plan, Array(repeating: empty, count: plan.sites.count)))
    }
    return usual
  }

  /// The value of a place in the plan's table.
  subscript(table: Int, site: Int) -> Value {
    get { tables[table].values[site] }
    set { tables[table].values[site] = newValue }
  }
}
