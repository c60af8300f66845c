internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

// System calls that start other programs and talk to them.

extension Descriptor {
  /// The two ends of a pipe, which programs that are started do not get by themselves.
  static func pipe() throws(SystemError) -> (read: Descriptor, write: Descriptor) {
    var ends: [Int32] = [-1, -1]
    guard unsafe systemPipe(&ends) == 0 else { throw .last }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (Descriptor(number: ends[0]), Descriptor(number: ends[1]))
  }

  /// Asks for room for much in a pipe, so that both sides wait less often; it works without as well.
  func enlargePipe() {
    #if os(Linux) || os(Android)
      // F_SETPIPE_SZ, which is not everywhere in the headers.
      _ = fcntl(number, 1031, 1 << 20)
    #endif
  }

  /// Makes reading and writing fail instead of waiting.
  func neverWait() {
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
  }

  /// The bytes that can be read without waiting, up to a few thousand.
  func readWithoutWaiting() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let amount = unsafe systemRead(number, &bytes, bytes.count)
    return Array(bytes.prefix(max(amount, 0)))
  }

  /// Where the next read begins; nil if this is nothing with places in it.
  var place: Int? {
    let place = lseek(number, 0, SEEK_CUR)
    return place < 0 ? nil : Int(place)
  }
}

private func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { unsafe pipe(ends) }

/// Another program that works for this one.
///
/// It never outlives its use: who lets go of it stops it. Signals that ask programs to end are held back
/// from it: a terminal sends them to all at once, and what becomes of the run is decided here. It ends when
/// its input does, or when nobody reads its output.
final class ChildProgram: Sendable {
  /// How a program ended.
  enum Ending: Equatable {
    case exit(code: Int32)
    case signal(number: Int32)
  }

  /// What is passed on of the environment: the output must not depend on more of it, and what the program
  /// says is to be quoted in English.
  private static let environment =
    ["PATH", "HOME", "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH"].compactMap { name in
      Process.environment(name).map { "\(name)=\($0)" }
    } + ["LC_ALL=C"]

  private let number: pid_t
  private let errors: Descriptor
  private let ending = Mutex<Ending?>(nil)

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: The name of the program, which is looked for where the shell does, and its arguments.
  ///   - input: What it reads; stays open here as well.
  ///   - output: What it writes to; stays open here as well.
  /// - Throws: Why it could not be started.
  init(_ words: [String], input: Descriptor, output: Descriptor) throws(SystemError) {
    let errors = try Descriptor.pipe()
    // Nobody reads them before the end: what does not fit into the pipe is lost instead of waiting.
    errors.read.neverWait()
    errors.write.neverWait()
    defer { try? errors.write.close() }
    do throws(SystemError) {
      number = try ChildProgram.spawn(words, [input, output, errors.write])
    } catch {
      try? errors.read.close()
      throw error
    }
    self.errors = errors.read
  }

  private static func spawn(
    _ words: [String],
    _ streams: [Descriptor]
  ) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    for (target, stream) in streams.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, stream.number, Int32(target))
    }
    // A closed pipe is ignored here, and would be there.
    var closedPipe = Signal.set([Signal(number: SIGPIPE, name: "SIGPIPE")])
    var ending = Signal.set(Signal.ending)
    unsafe posix_spawnattr_setsigdefault(&attributes, &closedPipe)
    unsafe posix_spawnattr_setsigmask(&attributes, &ending)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var number: pid_t = 0
    let failure = unsafe withTexts(words) { words in
      unsafe withTexts(environment) { environment in
        // There is always one word; a list of none would be refused by the call.
        guard let program = unsafe words[0] else { return EINVAL }
        return unsafe posix_spawnp(
          &number, program, &actions, &attributes, words, environment)
      }
    }
    if failure != 0 { throw SystemError(number: failure) }
    return number
  }

  /// Calls `body` with texts as C wants a list of them.
  private static func withTexts<Result>(
    _ texts: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer {
      for place in unsafe copies.indices { unsafe free(copies[place]) }
    }
    return unsafe body(copies)
  }

  /// Waits until the program has ended.
  func end() -> Ending {
    ending.withLock { ending in
      if let ending { return ending }
      var status: Int32 = 0
      while unsafe waitpid(number, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7f
      let found = signal == 0 ? Ending.exit(code: status >> 8 & 0xff) : .signal(number: signal)
      ending = found
      return found
    }
  }

  /// What the program said, on one line.
  var words: String {
    let text = String(decoding: errors.readWithoutWaiting(), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    return String(lines.filter { !$0.isEmpty }.joined(separator: "; ").prefix(300))
  }

  /// Ends the program if it has not ended.
  func stop() {
    if ending.withLock({ $0 == nil }) { kill(number, SIGKILL) }
    _ = end()
  }

  deinit {
    stop()
    try? errors.close()
  }
}

extension ChildProgram.Ending {
  /// The program did all it should.
  static let success = ChildProgram.Ending.exit(code: 0)
  /// Nobody wanted to read what it wrote.
  static let closedPipe = ChildProgram.Ending.signal(number: SIGPIPE)

  /// The ending in words.
  var text: String {
    switch self {
    case .exit(let code): "exit code \(code)"
    case .signal(let number): "signal \(number)"
    }
  }
}

extension SystemError {
  /// There is nothing with this name.
  var isMissing: Bool { number == ENOENT }
}
