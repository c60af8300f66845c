internal import JSONCore

/// The way from the payload to the value that is looked at, remembered instead of searched.
struct CheckTrail {
  private enum Step {
    case name(Int)
    case index(Int)
    case missing(String)
  }

  private var steps: [Step] = []

  mutating func push(name: Int) { steps.append(.name(name)) }
  mutating func push(index: Int) { steps.append(.index(index)) }
  /// Steps to a member that is not there.
  mutating func push(missing name: String) { steps.append(.missing(name)) }
  mutating func pop() { steps.removeLast() }

  /// The JSON Pointer to the value.
  func pointer(_ view: TapeView) -> String {
    var pointer = Pointer()
    for step in steps {
      switch step {
      case .name(let node): pointer.append(name: view.decoded(node))
      case .index(let index): pointer.append(index: index)
      case .missing(let name): pointer.append(name: Array(name.utf8))
      }
    }
    return pointer.text
  }

  /// The place as the service writes it: `input[3].content[0].type`.
  func parameter(_ view: TapeView, root: String) -> String {
    var text = root
    for step in steps {
      switch step {
      case .name(let node):
        text += (text.isEmpty ? "" : ".") + String(decoding: view.decoded(node), as: UTF8.self)
      case .missing(let name): text += (text.isEmpty ? "" : ".") + name
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// The innermost index on the way, from 0.
  var lastIndex: Int {
    for case .index(let index) in steps.reversed() { return index }
    return 0
  }
}
