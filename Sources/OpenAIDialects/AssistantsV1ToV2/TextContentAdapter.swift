import JSONCore
import LensCore

extension Adapter {
  /// Content of a request: a string on the older side, a string or parts on the newer.
  ///
  /// Towards newer all stays as it is; parts beside the older side's list of files are reported, for that list
  /// says that the content is a string. Towards older the texts of all parts become one string, with
  /// something between them that users choose; images are refused unless users choose otherwise.
  ///
  /// - Parameters:
  ///   - limits: What either side's service takes.
  ///   - movesImages: Whether the older side has a list of files, which takes those of images.
  /// - Returns: The rule for the field `content`.
  static func textContent(limits: [Limit], movesImages: Bool) -> Adapter {
    Adapter(
      "a string stays a string; towards older, text parts become one string",
      losses: TextContent.losses
        + (movesImages ? [AdapterLoss(LossNote(.elementNotInDialect), .changed)] : []),
      limits: limits,
      stringMeans: ("text", "text"),
      carriesForward: true,
      forward: movesImages ? TextContent.carry : nil,
      backward: movesImages ? TextContent.joinAndMove : TextContent.join
    )
  }
}

/// How parts become one string.
enum TextContent {
  static let losses: [AdapterLoss] = [
    AdapterLoss(LossNote(.partsJoined), .changed),
    AdapterLoss(LossNote(.imageNotCreatable), .dropped, at: "/*"),
    AdapterLoss(LossNote(.imageNotCreatable), .changed, at: "/*"),
    AdapterLoss(LossNote(.imageURLNotCreatable), .dropped, at: "/*"),
    AdapterLoss(LossNote(.imageURLNotCreatable), .changed, at: "/*"),
    AdapterLoss(LossNote(.unknownElement), .dropped, at: "/*"),
    AdapterLoss(LossNote(.unknownField), .dropped, at: "/*/*"),
    AdapterLoss(LossNote(.messageEmpty), .dropped),
  ]

  /// Places in ``losses``, and behind them that of parts beside a list of files.
  private enum Site: Int {
    case joined
    case imageDropped
    case imageMoved
    case urlDropped
    case urlAsText
    case element
    case field
    case empty
    case parts
  }

  @Sendable
  static func carry(_ runner: inout LensRunner, _ place: AdapterPlace) throws(Refusal) {
    try runner.checkLimits(place)
    if runner.source.kind(place.value) == .array {
      try lose(.parts, place.value, &runner, place)
    }
    runner.copy(place.value)
  }

  @Sendable
  static func join(_ runner: inout LensRunner, _ place: AdapterPlace) throws(Refusal) {
    try join(&runner, place, movesImages: false)
  }

  /// The same where images may move into a list, which the row of that list does.
  @Sendable
  static func joinAndMove(_ runner: inout LensRunner, _ place: AdapterPlace) throws(Refusal) {
    try join(&runner, place, movesImages: true)
  }

  private static func join(
    _ runner: inout LensRunner,
    _ place: AdapterPlace,
    movesImages: Bool
  ) throws(Refusal) {
    let kind = runner.source.kind(place.value)
    if kind == .string {
      try runner.checkLength(of: [place.value], between: 0, place)
      return runner.copy(place.value)
    }
    guard kind == .array else { throw Refusal(site: place.typeSite, node: place.value) }
    let texts = try collect(&runner, place, movesImages: movesImages)
    guard !texts.isEmpty else {
      throw Refusal(site: place.sites[Site.empty.rawValue], node: place.value)
    }
    let separator = separator(place)
    try runner.checkLength(of: texts, between: separator.count / 2, place)
    write(texts, separator, &runner)
    if texts.count > 1 { try lose(.joined, place.value, &runner, place) }
  }

  // MARK: Reading the parts

  /// The string nodes that make up the content; everything else in the parts is reported.
  private static func collect(
    _ runner: inout LensRunner,
    _ place: AdapterPlace,
    movesImages: Bool
  ) throws(Refusal) -> [Int] {
    var texts: [Int] = []
    for part in runner.source.elements(of: place.value) {
      switch ContentParts.read(runner.source, part) {
      case .text(let string):
        texts.append(string)
        try loseBeside(string, part, &runner, place)
      case .imageFile:
        let isMoved = movesImages && place.choices[Site.imageMoved.rawValue] == "move"
        try lose(isMoved ? .imageMoved : .imageDropped, part, &runner, place)
        if isMoved { runner.noteUnpaired(part) }
      case .imageURL(let url):
        let isText = place.choices[Site.urlAsText.rawValue] == "text"
        if isText { texts.append(url) }
        try lose(isText ? .urlAsText : .urlDropped, part, &runner, place)
      case .other: try lose(.element, part, &runner, place)
      }
    }
    return texts
  }

  /// Reports what stands in a part beside the string that is kept.
  private static func loseBeside(
    _ string: Int,
    _ part: Int,
    _ runner: inout LensRunner,
    _ place: AdapterPlace
  ) throws(Refusal) {
    let source = runner.source
    for member in source.members(of: part) where member.value != string {
      let node = source[member.value]
      let holdsString = member.value < string && string < Int(node.next)
      let isEmpty = node.kind.isContainer && Int(node.next) == member.value + 1
      let saysNothing = node.kind == .null || isEmpty
      if holdsString {
        try loseBeside(string, member.value, &runner, place)
      } else if saysNothing || source.isText(member.name, "type") {
        runner.skip(member.value)
      } else {
        try lose(.field, member.value, &runner, place)
      }
    }
  }

  private static func lose(
    _ site: Site,
    _ node: Int,
    _ runner: inout LensRunner,
    _ place: AdapterPlace
  ) throws(Refusal) {
    let isDropped = runner.action(place.sites[site.rawValue]) == .dropped
    // What is changed stands in the one string of the target; only an image that moves goes elsewhere,
    // into a list that is not written yet.
    let hasTarget = !isDropped && site != .imageMoved
    try runner.lose(place.sites[site.rawValue], node, target: hasTarget ? place.target : -1)
  }

  // MARK: Writing the string

  private static func write(_ texts: [Int], _ separator: [UInt8], _ runner: inout LensRunner) {
    guard texts.count > 1 else { return runner.copy(texts[0]) }
    runner.write(UInt8(ascii: "\""))
    for (index, text) in texts.enumerated() {
      if index > 0 { runner.write(separator) }
      runner.copyInside(text)
    }
    runner.write(UInt8(ascii: "\""))
  }

  /// What stands between two texts, as it is spelled inside a JSON string.
  private static func separator(_ place: AdapterPlace) -> [UInt8] {
    switch place.choices[Site.joined.rawValue] {
    case "newline": Array(##"\n"##.utf8)
    case "nothing": []
    default: Array(##"\n\n"##.utf8)
    }
  }
}
