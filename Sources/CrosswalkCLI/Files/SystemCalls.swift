#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

// The system calls of this program: with `SystemCalls+Children.swift`, the only file of the module that
// touches memory by address.

/// A system call that did not do what it should.
package struct SystemError: Error, Equatable, Sendable {
  /// The number of the reason.
  package let number: Int32

  /// The reason of the last call that failed.
  static var last: SystemError { SystemError(number: errno) }

  /// The reader of a pipe went away: nobody is interested any more.
  var isClosedPipe: Bool { number == EPIPE }

  /// A temporary name was taken.
  var isNameTaken: Bool { number == EEXIST }

  /// The reason in words, lower case, without a full stop.
  package var reason: String {
    guard let words = unsafe strerror(number) else { return "error \(number)" }
    let text = unsafe String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// An open file.
struct Descriptor: Sendable, Equatable {
  let number: Int32

  static let standardInput = Descriptor(number: 0)
  static let standardOutput = Descriptor(number: 1)
  static let standardError = Descriptor(number: 2)

  /// Opens a file for reading.
  static func reading(_ path: String) throws(SystemError) -> Descriptor {
    try checked(unsafe open(path, O_RDONLY | O_CLOEXEC))
  }

  /// Creates a file that did not exist, with the permissions that the user's mask leaves.
  static func creating(_ path: String) throws(SystemError) -> Descriptor {
    try checked(unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666))
  }

  /// Creates a file that has no name any more when this returns.
  static func unnamed(in folder: String) throws(SystemError) -> Descriptor {
    var name = "\(folder)/crosswalk.XXXXXX".utf8CString.map(\.self)
    let file = try checked(unsafe mkstemp(&name))
    _ = unsafe unlink(name)
    _ = fcntl(file.number, F_SETFD, FD_CLOEXEC)
    return file
  }

  /// Opens what is no regular file, such as a device or a named pipe, for writing.
  static func writing(_ path: String) throws(SystemError) -> Descriptor {
    try checked(unsafe open(path, O_WRONLY | O_CLOEXEC))
  }

  /// Opens a file for writing, and creates it if it is not there; what it holds stays.
  static func updating(_ path: String) throws(SystemError) -> Descriptor {
    try checked(unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666))
  }

  /// Cuts the file to a length.
  func truncate(to length: Int) throws(SystemError) {
    guard ftruncate(number, off_t(length)) == 0 else { throw .last }
  }

  /// Reads and writes on from an offset.
  func seek(to offset: Int) throws(SystemError) {
    guard lseek(number, off_t(offset), SEEK_SET) >= 0 else { throw .last }
  }

  /// Returns when all that was written survives a crash of the system.
  func sync() throws(SystemError) {
    guard fsync(number) == 0 else { throw .last }
  }

  private static func checked(_ number: Int32) throws(SystemError) -> Descriptor {
    guard number >= 0 else { throw .last }
    return Descriptor(number: number)
  }

  /// Fills memory with the next bytes; returns their number, 0 at the end.
  @unsafe
  func read(into memory: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let amount = unsafe systemRead(number, memory.baseAddress, memory.count)
      if amount >= 0 { return amount }
      try waitAfterFailure(for: Int16(POLLIN))
    }
  }

  /// Fills memory with the bytes from an offset on; returns their number, 0 at the end.
  @unsafe
  func read(
    into memory: UnsafeMutableRawBufferPointer,
    at offset: Int
  ) throws(SystemError) -> Int {
    while true {
      let amount = unsafe pread(number, memory.baseAddress, memory.count, off_t(offset))
      if amount >= 0 { return amount }
      try waitAfterFailure(for: Int16(POLLIN))
    }
  }

  /// Writes all bytes.
  @unsafe
  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = unsafe bytes
    while rest.count > 0 {
      let amount = unsafe systemWrite(number, rest.baseAddress, rest.count)
      if amount >= 0 {
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[amount...])
      } else {
        try waitAfterFailure(for: Int16(POLLOUT))
      }
    }
  }

  /// Writes a text.
  func write(_ text: String) throws(SystemError) {
    try write(Array(text.utf8))
  }

  /// Writes bytes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    // `withUnsafeBytes` does not pass a typed error on.
    let result = unsafe bytes.withUnsafeBytes { memory in
      Result { () throws(SystemError) in try unsafe write(memory) }
    }
    try result.get()
  }

  /// Returns if the call should be tried again: a signal came, or a pipe that does not wait is not ready.
  private func waitAfterFailure(for event: Int16) throws(SystemError) {
    if errno == EINTR { return }
    guard errno == EAGAIN else { throw .last }
    _ = isReady(for: event, milliseconds: -1)
  }

  /// Whether there is nothing to be read just now, and not the end either.
  var wouldBlock: Bool { !isReady(for: Int16(POLLIN), milliseconds: 0) }

  private func isReady(for event: Int16, milliseconds: Int32) -> Bool {
    var question = pollfd(fd: number, events: event, revents: 0)
    return unsafe poll(&question, 1, milliseconds) != 0
  }

  /// Closes the file; late failures to write show only here.
  func close() throws(SystemError) {
    guard systemClose(number) == 0 else { throw .last }
  }

  /// Whether a person looks at it.
  var isTerminal: Bool { isatty(number) == 1 }

  /// What kind of file this is.
  var status: FileStatus? {
    var information = stat()
    return unsafe fstat(number, &information) == 0 ? FileStatus(information) : nil
  }

  /// Gives the file these permissions, as far as that is allowed.
  func setPermissions(_ permissions: UInt32) {
    _ = fchmod(number, mode_t(permissions))
  }
}

func systemRead(_ file: Int32, _ memory: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(file, memory, count)
}

private func systemWrite(_ file: Int32, _ memory: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(file, memory, count)
}

private func systemClose(_ file: Int32) -> Int32 { close(file) }

/// What kind of file stands under a name.
struct FileStatus: Sendable {
  let isRegular: Bool
  let isDirectory: Bool
  let size: Int
  let permissions: UInt32
  /// When it was changed last, in nanoseconds since 1970.
  let modified: Int

  fileprivate init(_ information: stat) {
    let kind = information.st_mode & S_IFMT
    isRegular = kind == S_IFREG
    isDirectory = kind == S_IFDIR
    size = Int(information.st_size)
    permissions = UInt32(information.st_mode & 0o7777)
    #if canImport(Darwin)
      let time = information.st_mtimespec
    #else
      let time = information.st_mtim
    #endif
    modified = Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// The status of what stands under a path; nil if nothing does.
  static func of(_ path: String) -> FileStatus? {
    var information = stat()
    return unsafe stat(path, &information) == 0 ? FileStatus(information) : nil
  }
}

/// Names in the file system.
enum FileSystem {
  /// The one path of a file, without links and dots; nil if it does not exist.
  static func resolved(_ path: String) -> String? {
    guard let words = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(words) }
    return unsafe String(cString: words)
  }

  /// Fails if a file is not there or may not be read.
  static func checkReadable(_ path: String) throws(SystemError) {
    guard unsafe access(path, R_OK) == 0 else { throw .last }
  }

  /// Gives a file another name, in place of what had it.
  static func rename(_ old: String, to new: String) throws(SystemError) {
    guard systemRename(old, new) == 0 else { throw .last }
  }

  /// Makes a directory; one that somebody else made meanwhile is no failure.
  static func makeFolder(_ path: String) throws(SystemError) {
    guard unsafe mkdir(path, 0o777) != 0, !SystemError.last.isNameTaken else { return }
    throw .last
  }

  /// Returns when the names in the folder of a file survive a crash of the system.
  static func syncFolder(of path: String) throws(SystemError) {
    let folder = path.splitAtLastSlash.directory
    let file = try Descriptor.reading(folder.isEmpty ? "." : folder)
    // A file system without such a thing says so with EINVAL.
    do throws(SystemError) { try file.sync() } catch  where error.number == EINVAL {}
    try file.close()
  }

  /// Removes a file; one that is gone already is no failure.
  static func remove(_ path: String) {
    _ = unsafe unlink(path)
  }
}

private func systemRename(_ old: String, _ new: String) -> Int32 { unsafe rename(old, new) }

/// The process and its surroundings.
enum Process {
  /// The number of this process.
  static var number: Int32 { getpid() }

  /// How many cores this process can use.
  static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Seconds since some moment in the past; no clock of the day, which may be set.
  static var seconds: Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? {
    guard let words = unsafe getenv(name) else { return nil }
    return unsafe String(cString: words)
  }

  /// Makes a closed pipe a failure of the write instead of the end of the process.
  static func ignoreClosedPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Calls `body` on a thread of its own when a signal asks the process to end, then ends it that way.
  ///
  /// The signals are blocked first, so that no other thread gets them: `body` may take locks, which a
  /// signal handler may not. A signal that is ignored already (`nohup`) stays so.
  static func beforeSignalsEnd(_ body: @escaping @Sendable (_ signal: Signal) -> Void) {
    let wanted = Signal.ending.filter { !isIgnored($0.number) }
    Signal.block(wanted)
    startThread {
      body(Signal.wait(for: wanted))
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #elseif canImport(Musl)
      let handler = unsafe action.__sa_handler.sa_handler
    #else
      let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Starts a thread of its own for `body`.
  static func startThread(_ body: @escaping @Sendable () -> Void) {
    let start = unsafe Unmanaged.passRetained(ThreadStart(body)).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    _ = unsafe pthread_create(
      &thread, nil,
      { argument in
        #if canImport(Darwin)
          let start = unsafe argument
        #else
          guard let start = unsafe argument else { return nil }
        #endif
        unsafe Unmanaged<ThreadStart>.fromOpaque(start).takeRetainedValue().body()
        return nil
      }, start)
  }
}

/// A signal that asks the process to end.
struct Signal: Sendable {
  let number: Int32
  let name: String

  /// The signals that users and systems send to end a program.
  static let ending = [
    Signal(number: SIGINT, name: "SIGINT"),
    Signal(number: SIGTERM, name: "SIGTERM"),
    Signal(number: SIGHUP, name: "SIGHUP"),
  ]

  /// Signals as the system takes them.
  static func set(_ signals: [Signal]) -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in signals {
      unsafe sigaddset(&set, signal.number)
    }
    return set
  }

  /// Holds signals back, in this thread and those it starts, until somebody waits for them.
  static func block(_ signals: [Signal]) {
    var set = set(signals)
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits until one of the signals comes.
  static func wait(for signals: [Signal]) -> Signal {
    var set = set(signals)
    var caught: Int32 = 0
    while unsafe sigwait(&set, &caught) != 0 {}
    return signals.first { $0.number == caught } ?? Signal(number: caught, name: "\(caught)")
  }

  /// Ends the process as the signal would have, so that a shell sees it.
  func end() {
    var set = Signal.set([self])
    signal(number, SIG_DFL)
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
  }
}

/// What a new thread does, as something that an address can be taken of.
private final class ThreadStart: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
