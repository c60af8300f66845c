internal import Crosswalk

/// What `--checkpoint FILE` holds: lines of words, the last one the checkpoint of the batch.
///
///     crosswalk-checkpoint 1
///     input 1048576 1700000000123456789
///     output new.jsonl
///     batch {"checkpoint":1,…}
///
/// The sizes and times of the inputs tell whether they are still those of the run that was interrupted. When
/// all outputs are complete, `complete` stands in place of `batch`, with the number of refused records: what is
/// left to be done then is to give the files their names.
struct CheckpointFile: Equatable {
  /// What is known of an input.
  struct Input: Equatable {
    let size: Int
    let modified: Int
  }

  /// How far the run has come.
  enum Progress: Equatable {
    /// Nothing is converted.
    case none
    case batch(BatchCheckpoint)
    /// Everything is, and so many records were refused.
    case complete(rejected: Int)
  }

  private static let mark = "crosswalk-checkpoint 1"

  var inputs: [Input]
  /// The outputs by their final names, in the order in which they are completed.
  var outputs: [String]
  var progress: Progress

  /// The lines.
  var text: [UInt8] {
    var lines = [CheckpointFile.mark]
    lines += inputs.map { "input \($0.size) \($0.modified)" }
    lines += outputs.map { "output \($0)" }
    switch progress {
    case .none: break
    case .batch(let checkpoint):
      return Array((lines.joined(separator: "\n") + "\nbatch ").utf8) + checkpoint.json + [0x0a]
    case .complete(let rejected): lines.append("complete \(rejected)")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Describes a run.
  init(inputs: [Input], outputs: [String], progress: Progress = .none) {
    self.inputs = inputs
    self.outputs = outputs
    self.progress = progress
  }

  /// Reads the lines; nil if they are none of these.
  init?(_ text: [UInt8]) {
    let lines = text.split(separator: 0x0a).map { Substring(decoding: $0, as: UTF8.self) }
    guard let first = lines.first, first == CheckpointFile.mark else { return nil }
    self.init(inputs: [], outputs: [])
    for line in lines.dropFirst() {
      guard let space = line.firstIndex(of: " ") else { return nil }
      guard take(line[..<space], line[line.index(after: space)...]) else { return nil }
    }
  }

  private mutating func take(_ name: Substring, _ value: Substring) -> Bool {
    switch name {
    case "input":
      let numbers = value.split(separator: " ").map { Int($0) }
      guard numbers.count == 2, let size = numbers[0], let modified = numbers[1] else {
        return false
      }
      inputs.append(Input(size: size, modified: modified))
    case "output": outputs.append(String(value))
    case "batch":
      guard let checkpoint = BatchCheckpoint(json: Array(value.utf8)) else { return false }
      progress = .batch(checkpoint)
    case "complete":
      guard let rejected = Int(value) else { return false }
      progress = .complete(rejected: rejected)
    default: return false
    }
    return true
  }

  /// Reads a checkpoint file; nil if there is none.
  static func read(_ path: String) throws -> CheckpointFile? {
    guard FileStatus.of(path) != nil else { return nil }
    guard let file = CheckpointFile(try InputFile.contents(of: path)) else {
      throw UsageError(
        "'\(path)' is no checkpoint of this version of crosswalk",
        help: "name another file, or remove it to convert from the start")
    }
    return file
  }

  /// Puts the lines in place of those before, so that a crash leaves either these or those.
  func write(_ path: String) throws(FileError) {
    let temporary = path + ".tmp"
    do throws(SystemError) {
      let file = try Descriptor.updating(temporary)
      try file.truncate(to: 0)
      try file.write(text)
      try file.sync()
      try file.close()
      try FileSystem.rename(temporary, to: path)
      try FileSystem.syncFolder(of: path)
    } catch {
      throw .unwritable(path, error)
    }
  }
}
