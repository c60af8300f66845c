/// Members, elements, and values at a pointer.
extension TapeView {
  /// The members of an object in their order, as indices of name and value; of another node, none.
  @inlinable
  public func members(of object: Int) -> Members { Members(self, object) }

  /// The elements of an array in their order, as indices; of another node, none.
  @inlinable
  public func elements(of array: Int) -> Elements { Elements(self, array) }

  /// The value of the first member with a name, written with escapes or without.
  ///
  /// Inlined, the name is a constant of its own: see ``ByteView/equals(_:_:)``.
  ///
  /// - Returns: The index of the value; nil if there is no such member, or `object` is no object.
  @inlinable @inline(__always)
  public func member(_ object: Int, _ name: StaticString) -> Int? {
    guard kind(object) == .object else { return nil }
    var index = object &+ 1
    let end = Int(self[object].next)
    while index < end {
      let found = self[index]
      if found.hasEscape {
        if hasText(index, name) { return index &+ 1 }
      } else if found.length == name.utf8CodeUnitCount &+ 2,
        bytes.equals(Int(found.start) &+ 1, name)
      {
        return index &+ 1
      }
      index = Int(self[index &+ 1].next)
    }
    return nil
  }

  /// The value of the first member with a name that is known only at run time.
  ///
  /// The label keeps literals away, for which a string would be made and copied.
  package func member(_ object: Int, named name: String) -> Int? {
    member(object, Array(name.utf8))
  }

  /// The value of the first member whose name is these bytes.
  package func member(_ object: Int, _ name: [UInt8]) -> Int? {
    members(of: object).first { isText($0.name, name) }?.value
  }

  /// The value at a pointer, as an index.
  package func node(at pointer: Pointer) -> Int? {
    var index = 0
    for token in pointer.tokens {
      guard let child = child(of: index, token) else { return nil }
      index = child
    }
    return count == 0 ? nil : index
  }

  private func child(of container: Int, _ token: [UInt8]) -> Int? {
    guard kind(container) == .array else { return member(container, token) }
    guard let index = Pointer.index(token) else { return nil }
    return elements(of: container).dropFirst(index).first { _ in true }
  }

  /// The written JSON Pointer to a node; to its member for a name.
  package func pointer(to node: Int) -> String {
    pointer { node >= $0 && node < $1.next }
  }

  /// The written JSON Pointer to the smallest value that holds a byte.
  ///
  /// Brackets, names, commas and white space belong to the container they stand in.
  package func pointer(toByte offset: Int) -> String {
    pointer { _, node in offset >= node.start && offset < node.end }
  }

  /// Walks down from the payload as long as a child holds what is looked for.
  private func pointer(_ holds: (Int, Node) -> Bool) -> String {
    var pointer = Pointer()
    var container = 0
    while true {
      if let member = members(of: container).first(where: { holds($0.value, self[$0.value]) }) {
        pointer.append(name: decoded(member.name))
        container = member.value
      } else if let (position, element) = elements(of: container).enumerated().first(where: {
        holds($0.element, self[$0.element])
      }) {
        pointer.append(index: position)
        container = element
      } else {
        return pointer.text
      }
    }
  }
}

/// The members of an object: indices of name and value.
public struct Members: Sequence, IteratorProtocol {
  @usableFromInline let view: TapeView
  @usableFromInline var name: Int
  @usableFromInline let end: Int

  @inlinable
  init(_ view: TapeView, _ object: Int) {
    self.view = view
    name = object + 1
    end = view.kind(object) == .object ? Int(view[object].next) : name
  }

  /// The next member.
  @inlinable
  public mutating func next() -> (name: Int, value: Int)? {
    guard name < end else { return nil }
    let member = (name: name, value: name &+ 1)
    name = Int(view[member.value].next)
    return member
  }
}

/// The elements of an array: indices.
public struct Elements: Sequence, IteratorProtocol {
  @usableFromInline let view: TapeView
  @usableFromInline var element: Int
  @usableFromInline let end: Int

  @inlinable
  init(_ view: TapeView, _ array: Int) {
    self.view = view
    element = array + 1
    end = view.kind(array) == .array ? Int(view[array].next) : element
  }

  /// The next element.
  @inlinable
  public mutating func next() -> Int? {
    guard element < end else { return nil }
    let current = element
    element = Int(view[current].next)
    return current
  }
}
