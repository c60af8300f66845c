internal import Foundation
internal import Testing

/// What a run of the real program left behind.
struct Run {
  let status: Int32
  let output: String
  let errors: String
}

/// A temporary folder in which the real program runs.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("crosswalk-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The names in the folder, hidden ones included.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: url.appendingPathComponent(name))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Runs the program with these words.
  ///
  /// Output goes through files: a pipe would be inherited by programs that other tests start meanwhile.
  func crosswalk(_ words: String..., input: String = "") throws -> Run {
    try run([try Folder.program] + words, input: Array(input.utf8))
  }

  /// Runs the program with these words.
  func crosswalk(_ words: [String], input: String = "") throws -> Run {
    try run([try Folder.program] + words, input: Array(input.utf8))
  }

  /// Runs a shell script; `$CROSSWALK` in it is the program.
  func shell(_ script: String) throws -> Run { try run(["/bin/sh", "-c", script], input: []) }

  /// Starts a shell script that goes on while the test does something.
  func start(_ script: String) throws -> RunningProgram {
    try RunningProgram(["/bin/sh", "-c", script], in: url, input: [])
  }

  private func run(_ words: [String], input: [UInt8]) throws -> Run {
    try RunningProgram(words, in: url, input: input).end()
  }

  /// The product beside the test program.
  static var program: String {
    get throws {
      var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      while folder.path != "/" {
        folder.deleteLastPathComponent()
        let program = folder.appendingPathComponent("crosswalk").path
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: program, isDirectory: &isFolder)
        if exists && !isFolder.boolValue { return program }
      }
      throw CocoaError(.fileNoSuchFile)
    }
  }
}

/// A text that is kept in `Expected`; with `UPDATE_FIXTURES=1` it is written there first.
func expectFile(_ name: String, _ text: String) throws {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Expected").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1" {
    try Data(text.utf8).write(to: url)
  }
  let expected = try String(contentsOf: url, encoding: .utf8)
  #expect(text == expected, "see Expected/\(name); UPDATE_FIXTURES=1 rewrites it")
}

/// Records of the tests.
enum Sample {
  /// A v1 message with a file, on one line without a line end.
  static func v1(_ number: Int, text: String = "hi") -> String {
    #"{"id":"msg_\#(number)","object":"thread.message","created_at":1700000000,"#
      + #""thread_id":"thread_1","role":"user","content":[{"type":"text","text":"#
      + #"{"value":"\#(text)","annotations":[]}}],"file_ids":["file-1"],"#
      + #""assistant_id":null,"run_id":null,"metadata":{}}"#
  }

  /// Lines of v1 messages.
  static func v1Lines(_ count: Int) -> String {
    (1...count).map { v1($0) + "\n" }.joined()
  }

  /// A v2 message with attachments.
  static func v2(_ number: Int) -> String {
    #"{"id":"msg_\#(number)","object":"thread.message","created_at":1700000000,"#
      + #""thread_id":"thread_1","role":"user","content":[{"type":"text","text":"#
      + #"{"value":"hi","annotations":[]}}],"attachments":[{"file_id":"file-1","tools":"#
      + #"[{"type":"code_interpreter"}]}],"assistant_id":null,"run_id":null,"metadata":{}}"#
  }
}
