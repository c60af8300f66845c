import JSONCore
import LensCore
import Testing

/// Patches from a way back to its source, and what becomes of edits.
@Suite struct ResidueTests {
  /// A text that was copied: which time it stands in the source, and which time in the way back.
  struct Copy: Sendable {
    let text: String
    var source = 0
    var back = 0
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let source: String
    let back: String
    var copies: [Copy] = []
    /// Nodes of the source that were dropped.
    var dropped: Set<Int> = []
    let patch: String
    /// The way back of an edited target, and the source that comes of it; nil if it is refused.
    var edited: String?
    var restored: String?
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a text that stands twice goes back to where it came from",
      source: #"[{"a":"x"},{"a":"x"}]"#,
      back: #""x""#,
      copies: [Copy(text: #""x""#, source: 1)],
      patch: #"[">",6,[{"a":"x"},{"a":null}]]"#,
      edited: #""y""#,
      restored: #"[{"a":"x"},{"a":"y"}]"#
    ),
    Case(
      name: "an equal text that came from nowhere is another value",
      source: #"[{"a":"x"}]"#,
      back: #""x""#,
      patch: #"["=","x",[{"a":"x"}]]"#,
      edited: #""y""#
    ),
    Case(
      name: "a text is taken out of where it went",
      source: #""x""#,
      back: #"["x",{"a":"x"}]"#,
      copies: [Copy(text: #""x""#, back: 1)],
      patch: #"["<",4,{"":"f8979a754ba6327f"}]"#,
      edited: #"["x",{"a":"y"}]"#,
      restored: #""y""#
    ),
    Case(
      name: "an element belongs to the one it came from and not to one that looks like it",
      source: #"[{"a":"x"},{"a":"x","b":1}]"#,
      back: #"[{"a":"x"}]"#,
      copies: [Copy(text: #""x""#, source: 1)],
      patch: #"{"a":1,"~":[[0,{"+":[[1,"b",1]]}]],"+":[[0,{"a":"x"}]]}"#,
      edited: #"[{"a":"y"}]"#,
      restored: #"[{"a":"x"},{"a":"y","b":1}]"#
    ),
    Case(
      name: "an element that came from elsewhere belongs to none",
      source: #"{"b":"x","a":[{"c":"x","d":1}]}"#,
      back: #"{"b":"x","a":[{"c":"x"}]}"#,
      copies: [Copy(text: #""x""#, back: 1)],
      patch: #"{"~":[["a",{"a":1,"-":[[0,{"c":"x"}]],"+":[[0,{"c":"x","d":1}]]}]]}"#,
      edited: #"{"b":"x","a":[{"c":"y"}]}"#
    ),
    Case(
      name: "elements in another order come back in theirs",
      source: #"["x",1,"y",2]"#,
      back: #"[3,"y","x"]"#,
      copies: [Copy(text: #""x""#), Copy(text: #""y""#)],
      patch: #"{"a":3,"m":["fec61be8d14743a3","558fbcdfa456cf8d"],"~":[[0,["=",3,1]]],"#
        + ##""#":[2,0,1],"+":[[3,2]]}"##,
      edited: #"[3,"z","x"]"#,
      restored: #"["x",1,"z",2]"#
    ),
    Case(
      name: "texts that became one belong to the first of them",
      source: #"[{"a":"x"},{"a":"y"}]"#,
      back: #"[{"a":"xy"}]"#,
      copies: [Copy(text: "x"), Copy(text: "y")],
      patch: #"{"a":1,"~":[[0,{"~":[["a",["=","xy","x"]]]}]],"+":[[1,{"a":"y"}]]}"#,
      edited: #"[{"a":"z"}]"#
    ),
    Case(
      name: "elements that came from nowhere are paired by likeness",
      source: #"[1,{"a":"b","c":2},[]]"#,
      back: #"[{"a":"b"},3]"#,
      patch: #"{"a":2,"m":["e5f19eeab32a002c","8100dace81bceaae"],"-":[[1,3]],"#
        + #""~":[[0,{"+":[[1,"c",2]]}]],"+":[[0,1],[2,[]]]}"#,
      edited: #"[{"a":"x"},3]"#,
      restored: #"[1,{"a":"x","c":2},[]]"#
    ),
    Case(
      name: "members and elements in one order are told by what changed",
      source: #"{"a":1,"b":[1,2]}"#,
      back: #"{"a":1,"b":[1,3]}"#,
      patch:
        #"{"~":[["b",{"a":2,"m":["ae6c4be1add136e4","a0b4836504489007"],"~":[[1,["=",3,2]]]}]]}"#,
      edited: #"{"a":4,"b":[1,3]}"#,
      restored: #"{"a":4,"b":[1,2]}"#
    ),
    Case(
      name: "an object with a name twice is told as a whole, also in one order",
      source: #"{"a":1,"a":2}"#,
      back: #"{"a":1,"a":3}"#,
      patch: #"["=",{"a":1,"a":3},{"a":1,"a":2}]"#
    ),
    Case(
      name: "a name with an escape keeps it",
      source: #"{"\u0061":1}"#,
      back: #"{"\u0061":2}"#,
      patch: #"{"~":[["\u0061",["=",2,1]]]}"#
    ),
    Case(
      name: "an element that was filled in between equal ones goes",
      source: #"["a","c"]"#,
      back: #"["a","b","c"]"#,
      patch: #"{"a":3,"m":["fe520c0ea278a0a2","49da56fb39403d3e"],"-":[[1,"b"]]}"#
    ),
    Case(
      name: "an element between equal ones comes back",
      source: #"["a","b","c"]"#,
      back: #"["a","c"]"#,
      patch: #"{"a":2,"m":["7e93063b3663041a","6320622c78703288"],"+":[[1,"b"]]}"#
    ),
    Case(
      name: "an element that was dropped is no partner of one that was filled in at its place",
      source: #"["a","b"]"#,
      back: #"["a","c"]"#,
      dropped: [2],
      patch: #"{"a":2,"m":["7e93063b3663041a","6320622c78703288"],"-":[[1,"c"]],"+":[[1,"b"]]}"#
    ),
    Case(
      name: "an element that was dropped is no partner of an equal one either",
      source: #"["b","b","a"]"#,
      back: #"["b","a"]"#,
      dropped: [1],
      patch: #"{"a":2,"m":["90bbdbe9a402b709","1b92efd57d1e22f9"],"+":[[0,"b"]]}"#
    ),
  ]

  @Test(arguments: cases)
  func `a source and its way back, compared, give a patch that restores`(_ made: Case) throws {
    let back = try #require(Document(made.back))
    let source = try #require(Document(made.source))
    let copies = try made.copies.map { try #require($0.segment(made)) }
    let trail = Trail([copies.sorted { $0.target < $1.target }])
    let maker = ResidueMaker(
      back: back.view, source: source.view, trail: trail, dropped: made.dropped)
    var patch = ByteSink(capacity: 0)
    maker.make(into: &patch)
    #expect(String(decoding: patch.view.bytes, as: UTF8.self) == made.patch)
    #expect(try restored(made.back, made.patch) == made.source)
    if let edited = made.edited { #expect(try restored(edited, made.patch) == made.restored) }
  }

  /// What a patch makes of a way back; nil if it is refused.
  private func restored(_ back: String, _ patch: String) throws -> String? {
    let back = try #require(Document(back))
    let patch = try #require(Document(patch))
    var applier = ResidueApplier(back: back.view, patch: patch.view)
    var output = ByteSink(capacity: 0)
    applier.apply(into: &output)
    return applier.conflicts.isEmpty ? String(decoding: output.view.bytes, as: UTF8.self) : nil
  }
}

extension ResidueTests.Copy {
  /// The note of a run that copied the text; nil if a payload does not have it so often.
  fileprivate func segment(_ made: ResidueTests.Case) -> Segment? {
    guard let from = made.source.utf8.offset(of: text, source),
      let to = made.back.utf8.offset(of: text, back)
    else { return nil }
    return Segment(source: from, target: to, count: Int32(text.utf8.count))
  }
}

extension String.UTF8View {
  /// Where a text stands for the given time.
  fileprivate func offset(of text: String, _ time: Int) -> Int32? {
    let all = Array(self)
    let wanted = Array(text.utf8)
    let starts = all.indices.filter { all[$0...].starts(with: wanted) }
    return time < starts.count ? Int32(starts[time]) : nil
  }
}

/// A payload with its tape.
private final class Document {
  private var sink: ByteSink
  private var tape = Tape()

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    sink = ByteSink(capacity: bytes.count)
    sink.append(bytes)
    guard tape.scan(sink.view) == bytes.count else { return nil }
  }

  var view: TapeView { tape.view(sink.view) }
}
