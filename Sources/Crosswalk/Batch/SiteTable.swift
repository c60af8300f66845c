import LensCore

/// A value for each place at which a route can lose something, for all routes that were met.
///
/// Records alike take the same route, so that it is mostly found without a search.
struct SiteTable<Value> {
  private(set) var tables: [(sites: SiteList, values: [Value])] = []
  private var usual = 0
  private let empty: Value

  /// Makes a table in which each place has the same value.
  init(empty: Value) { self.empty = empty }

  /// The place of a route's values.
  mutating func index(of sites: SiteList) -> Int {
    if usual < tables.count, tables[usual].sites === sites { return usual }
    if let known = tables.firstIndex(where: { $0.sites === sites }) {
      usual = known
    } else {
      usual = tables.count
      tables.append((sites, Array(repeating: empty, count: sites.sites.count)))
    }
    return usual
  }

  /// Changes the values of a route's table.
  mutating func update(_ table: Int, _ change: (inout [Value]) -> Void) {
    change(&tables[table].values)
  }

  /// The value of a place in the route's table.
  subscript(table: Int, site: Int) -> Value {
    get { tables[table].values[site] }
    set { tables[table].values[site] = newValue }
  }
}
