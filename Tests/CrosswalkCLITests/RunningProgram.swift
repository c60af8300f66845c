internal import Foundation

/// A program that was started.
///
/// Output goes through files: pipes would be inherited by programs that other tests start meanwhile.
final class RunningProgram {
  private let process = Process()
  private let streams: Folder

  init(_ words: [String], in folder: URL, input: [UInt8]) throws {
    streams = try Folder()
    for name in ["in", "out", "err"] { try streams.write(name, name == "in" ? input : []) }
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.currentDirectoryURL = folder
    process.environment = ["CROSSWALK": try Folder.program, "PATH": "/usr/bin:/bin", "LC_ALL": "C"]
    process.standardInput = try FileHandle(forReadingFrom: streams.url.appendingPathComponent("in"))
    process.standardOutput = try FileHandle(forWritingTo: streams.url.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: streams.url.appendingPathComponent("err"))
    try RunningProgram.withoutBlockedSignals { try process.run() }
  }

  /// A program inherits the signals that the thread which starts it blocks, and threads of tests do.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// Sends a signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end; the status of a program that a signal ended is 128 and its number.
  func end() throws -> Run {
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Run(
      status: process.terminationStatus + (isSignal ? 128 : 0),
      output: try streams.read("out"),
      errors: try streams.read("err")
    )
  }
}
