/// A directory in which each input has an output of its own, under its own path.
package struct OutputTree: Sendable {
  /// The directory.
  package let folder: String

  /// Describes a directory, which need not be there.
  package init(folder: String) { self.folder = folder }

  /// The path of the file for an input.
  package func path(for input: String) -> String {
    (folder.hasSuffix("/") ? folder : folder + "/") + OutputTree.inner(input)
  }

  /// The path below the directory: that of the input, without what would lead out of the directory.
  ///
  /// What stands before `/./` falls away, as with `rsync --relative`; so do a slash at the start, and `..`
  /// with what it takes back.
  package static func inner(_ input: String) -> String {
    var names: [Substring] = []
    for name in input.split(separator: "/") {
      switch name {
      case ".": names = []
      case "..": _ = names.popLast()
      default: names.append(name)
      }
    }
    return names.joined(separator: "/")
  }

  /// Makes the directories that a file needs.
  static func makeFolders(for path: String) throws(FileError) {
    let folder = String(path.splitAtLastSlash.directory.dropLast())
    guard !folder.isEmpty, FileStatus.of(folder) == nil else { return }
    try makeFolders(for: folder)
    do throws(SystemError) {
      try FileSystem.makeFolder(folder)
    } catch {
      throw .unwritable(path, error)
    }
  }
}

extension OutputTree {
  /// Checks that no output gets in the way of another, or of what is read.
  ///
  /// - Parameters:
  ///   - trees: The directories; in the first, an output may replace the input it is made of.
  ///   - inputs: The inputs, all of which have a file in each directory.
  ///   - taken: The places of other files, and what they are.
  /// - Throws: ``UsageError`` that names what is in the way.
  static func check(
    _ trees: [OutputTree],
    inputs: [String],
    taken: [String: String]
  ) throws(UsageError) {
    var taken = taken
    var owners: [String: String] = [:]
    for input in inputs {
      if let place = OutputFiles.place(input) { owners[place] = input }
    }
    for (number, tree) in trees.enumerated() {
      try tree.checkNames(inputs)
      for input in inputs {
        let path = tree.path(for: input)
        guard let place = OutputFiles.place(path) else { continue }
        if let owner = owners[place], number > 0 || owner != input {
          throw .conflict(path, "is the input '\(owner)'")
        }
        if let reason = taken[place] { throw .conflict(path, reason) }
        taken[place] = "is named for another output"
      }
    }
  }

  /// Checks that each input has a name here that no other has, as a file or as a directory.
  private func checkNames(_ inputs: [String]) throws(UsageError) {
    var owners: [Substring: String] = [:]
    for input in inputs {
      let name = OutputTree.inner(input)
      guard input != "-", !name.isEmpty else {
        throw UsageError(
          "'\(input)' has no path that an output could have", help: "name files, or use -o")
      }
      if let other = owners.updateValue(input, forKey: name[...]) {
        throw UsageError(
          "'\(other)' and '\(input)' would both be written to '\(path(for: input))'",
          help: "name each input once, and more of the paths before those that are equal")
      }
    }
    for input in inputs {
      var folder = OutputTree.inner(input)[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        guard let other = owners[folder] else { continue }
        throw UsageError(
          "'\(input)' cannot be written to '\(path(for: input))': '\(other)' is to be a file there",
          help: "convert one of them in a run of its own")
      }
    }
  }
}
