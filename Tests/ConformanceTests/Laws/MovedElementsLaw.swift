import Crosswalk
import JSONCore

extension Law {
  /// Law 9, its other half: elements that were moved or removed where the residue points are refused.
  ///
  /// Where it does not point, the source's elements are moved and removed as the target's were.
  static let movedElements = Law("moved-elements") { trial in
    guard let leaves = trial.leaves, try !trial.isMixed else { return nil }
    let lists = PairedList.all(trial, leaves)
    guard !lists.isEmpty else { return nil }
    let list = lists[trial.lawCase.picks[2] % lists.count]
    let place = trial.lawCase.picks[3] % (list.target.count - 1)
    for edit in [ListEdit.swap(place), .remove(place)] where list.changes(edit, trial) {
      if let problem = try restoring(edit, of: list, trial) { return problem }
    }
    return nil
  }

  private static func restoring(
    _ edit: ListEdit,
    of list: PairedList,
    _ trial: Trial
  ) throws -> String? {
    let edited = trial.target.editing(list.targetArray, list.target, edit)
    let restored: [UInt8]
    do {
      restored = try trial.bench.restore(edited, trial.residue, trial.setup)
    } catch let error as ConversionError where error.code == "residue-conflict" {
      return nil
    }
    let wanted = trial.source.editing(list.sourceArray, list.source, edit)
    guard let back = ScannedPayload(restored), let expected = ScannedPayload(wanted),
      back.hasSameTokens(as: expected)
    else {
      let place = trial.target.view.pointer(to: list.targetArray)
      return "\(edit.name): of \(place) gave \(String(decoding: restored, as: UTF8.self))"
    }
    return nil
  }
}

/// What is done to the elements of a list.
private enum ListEdit {
  case swap(Int)
  case remove(Int)

  var name: String {
    switch self {
    case .swap: "swapped"
    case .remove: "removed"
    }
  }

  func apply(to elements: [[UInt8]]) -> [[UInt8]] {
    var edited = elements
    switch self {
    case .swap(let place): edited.swapAt(place, place + 1)
    case .remove(let place): edited.remove(at: place)
    }
    return edited
  }
}

/// A list whose elements all have their own element in the source, nothing being left over there.
private struct PairedList {
  let sourceArray: Int
  let source: [Int]
  let targetArray: Int
  let target: [Int]

  static func all(_ trial: Trial, _ leaves: LeafMap) -> [PairedList] {
    let source = trial.source.view
    let target = trial.target.view
    return leaves.opened.sorted { $0.key < $1.key }.compactMap { from, to in
      guard source.kind(from) == .array else { return nil }
      let list = PairedList(
        sourceArray: from,
        source: Array(source.elements(of: from)),
        targetArray: to,
        target: Array(target.elements(of: to))
      )
      guard list.target.count > 1, list.source.count == list.target.count else { return nil }
      return list.isPaired(source, target, leaves) ? list : nil
    }
  }

  /// Whether an edit makes a difference: equal elements may change places.
  func changes(_ edit: ListEdit, _ trial: Trial) -> Bool {
    guard case .swap(let place) = edit else { return true }
    return !trial.target.view.sameTokens(target[place], trial.target.view, target[place + 1])
  }

  private func isPaired(_ from: TapeView, _ to: TapeView, _ leaves: LeafMap) -> Bool {
    zip(source, target).allSatisfy { mine, theirs in
      (mine..<Int(from[mine].next)).contains { leaf in
        leaves.carried[leaf].map { theirs <= $0 && $0 < Int(to[theirs].next) } ?? false
      }
    }
  }
}

extension ScannedPayload {
  /// The bytes with the elements of an array edited.
  fileprivate func editing(_ array: Int, _ elements: [Int], _ edit: ListEdit) -> [UInt8] {
    let texts = edit.apply(to: elements.map { view.lexeme($0) })
    return replacing(array, by: Array("[".utf8) + texts.joined(separator: [0x2c]) + Array("]".utf8))
  }
}
