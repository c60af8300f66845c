internal import Synchronization

/// The files that this run is writing under temporary names, so that they can be removed on any way out.
///
/// All changes happen under one lock, which the thread that waits for signals takes too: a signal finds
/// either every file under its temporary name or every file under its final one.
final class TemporaryFiles: Sendable {
  private struct State {
    var paths: [String] = []
    var watchesSignals = false
    /// How many files have their final names.
    var completed = 0
  }

  private let state = Mutex(State())

  /// Creates a file beside `path` and returns it with its temporary name.
  ///
  /// Beside it, because only within one file system is renaming a single step.
  func create(beside path: String) throws(SystemError) -> (path: String, file: Descriptor) {
    watchSignals()
    let result = state.withLock { state in
      Result { () throws(SystemError) in
        let created = try TemporaryFiles.create(beside: path)
        state.paths.append(created.path)
        return created
      }
    }
    return try result.get()
  }

  private static func create(
    beside path: String
  ) throws(SystemError) -> (path: String, file: Descriptor) {
    var attempt = 0
    while true {
      let name = temporaryName(of: path, attempt)
      do throws(SystemError) {
        return (name, try Descriptor.creating(name))
      } catch  where error.isNameTaken && attempt < 100 {
        attempt += 1
      }
    }
  }

  /// The name of a file while it is written: hidden, and with the number of the process.
  private static func temporaryName(of path: String, _ attempt: Int) -> String {
    let (directory, name) = path.splitAtLastSlash
    return "\(directory).\(name).\(Process.number).\(attempt).tmp"
  }

  /// Gives each file its final name, in this order.
  ///
  /// - Throws: The index of the file that could not be renamed; those before it keep their final names.
  func rename(_ files: [(temporary: String, final: String)]) throws(RenamingError) {
    let result = state.withLock { state in
      Result { () throws(RenamingError) in
        for (index, file) in files.enumerated() {
          do throws(SystemError) {
            try FileSystem.rename(file.temporary, to: file.final)
          } catch {
            throw RenamingError(index: index, reason: error)
          }
          state.paths.removeAll { $0 == file.temporary }
          state.completed += 1
        }
      }
    }
    try result.get()
  }

  /// Removes those of some files that still have their temporary names.
  func remove(_ paths: [String]) {
    state.withLock { state in
      for path in paths where state.paths.contains(path) { FileSystem.remove(path) }
      state.paths.removeAll { paths.contains($0) }
    }
  }

  private static func removeAll(_ state: inout State) {
    for path in state.paths {
      FileSystem.remove(path)
    }
    state.paths = []
  }

  /// Sees to it, once, that a signal leaves nothing behind.
  private func watchSignals() {
    let isFirst = state.withLock { state in
      defer { state.watchesSignals = true }
      return !state.watchesSignals
    }
    guard isFirst else { return }
    Process.beforeSignalsEnd { [self] signal in
      // The lock is never given back: the process ends before anything is renamed.
      state.withLock { state in
        TemporaryFiles.removeAll(&state)
        Terminal.say(.interrupted(by: signal.name, completed: state.completed))
        signal.end()
      }
    }
  }
}

/// A file that could not get its final name.
struct RenamingError: Error {
  let index: Int
  let reason: SystemError
}

extension String {
  /// The path up to and with its last slash, and the name behind it.
  var splitAtLastSlash: (directory: String, name: String) {
    guard let slash = lastIndex(of: "/") else { return ("", self) }
    let start = index(after: slash)
    return (String(self[..<start]), String(self[start...]))
  }
}
