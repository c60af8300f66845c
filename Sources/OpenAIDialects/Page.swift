package import JSONCore

/// What a page of a list says about itself, whatever its elements are.
package struct Page {
  /// The member with which a page says that there are others.
  package static let moreName = Array("has_more".utf8)

  private let view: TapeView
  /// The array of elements.
  private let elements: Int

  /// The page at node 0; nil if that is none.
  @inline(__always)
  package init?(_ view: TapeView) {
    guard let elements = view.member(0, "data"), view.kind(elements) == .array else { return nil }
    self.view = view
    self.elements = elements
  }

  /// Whether there are other pages behind it.
  package var hasMore: Bool { view.member(0, "has_more").map { view.kind($0) == .true } ?? false }

  /// The ids of its elements, as indices of strings.
  package var ids: [Int] {
    view.elements(of: elements).compactMap { element in
      view.member(element, "id").flatMap { view.kind($0) == .string ? $0 : nil }
    }
  }
}
