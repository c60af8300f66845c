import JSONCore
import LensCore
import OpenAIDialects

/// Which uploaded files payloads use, where, and what the target of a conversion needs for each.
///
/// ```swift
/// var report = try FilesReport(to: "responses")
/// try report.add(message, record: 1, file: "thread.jsonl")
/// for file in report.files { print(file.id, file.needs.map(\.place)) }
/// ```
///
/// No conversion tells the service what to do with a file: a file that was attached for file search has to be
/// put into a vector store, one for the code interpreter into a container, and uploads have a purpose. What
/// each use needs is a table; a file needs what all of its uses need. Empty ids are none. Memory grows with
/// the number of different ids, not with that of their uses.
public struct FilesReport: Sendable {
  /// A place at which a payload names a file.
  public struct Use: Sendable, Equatable {
    /// The number of the record in its input, from 1.
    public let record: Int
    /// The input's name.
    public let file: String
    /// JSON Pointer into the source.
    public let pointer: String
    /// What the file is used as, such as `attachment` or `input_image`.
    public let name: String
  }

  /// Where the file has to be in the target.
  public struct Need: Sendable, Equatable {
    /// `message`, `vector_store`, `container` or `tool_resources`.
    public let place: String
    /// The purposes it has to be uploaded for, mostly one.
    public internal(set) var purposes: [String]
    /// One sentence for each reason, lower case, without a full stop.
    public internal(set) var reasons: [String]
  }

  /// One file.
  public struct File: Sendable, Equatable {
    /// Its id.
    public let id: String
    /// How often it is named.
    public let count: Int
    /// The first places, at most ``FilesReport/mostUses``.
    public let uses: [Use]
    /// What the target needs; none if the file is only named, such as in a citation.
    public let needs: [Need]
  }

  /// How many places of one file are kept; the others are only counted.
  public static let mostUses = 20

  /// What is remembered of a file.
  private struct Entry {
    let id: [UInt8]
    var count = 0
    var uses: [Use] = []
    /// The numbers of all uses in the table.
    var rows: Set<Int> = []
  }

  private let target: Dialect
  /// What becomes of attachments that an item has no place for.
  private let choice: String
  private let finder = PlaceFinder(FileUse.all.map(\.places))
  private var entries: [Entry] = []
  private var places: [[UInt8]: Int] = [:]

  /// Makes an empty report.
  ///
  /// - Parameters:
  ///   - target: The dialect or edition that payloads are converted to.
  ///   - options: What the conversion does; its policy for attachments decides which files are sent.
  /// - Throws: ``ConfigurationError`` if there is no such dialect, or a policy makes no sense.
  public init(
    to target: String,
    options: ConversionOptions = ConversionOptions()
  ) throws(ConfigurationError) {
    let names = Names(.standard)
    self.target = try names.dialect(target).dialect
    choice = try Settings(options, names).choice(.attachmentNotSent, at: "/attachments/*")
  }

  /// Adds the files of one payload.
  ///
  /// - Parameters:
  ///   - payload: One JSON document in UTF-8, of any kind, as it is before the conversion.
  ///   - record: Its number, from 1.
  ///   - file: The name of its input.
  /// - Throws: ``ConversionError`` if the payload is not JSON.
  public mutating func add(
    _ payload: [UInt8],
    record: Int,
    file: String
  ) throws(ConversionError) {
    var tape = Tape()
    var input = ByteSink(capacity: payload.count)
    add(try tape.scan(payload, &input), record: record, file: file)
  }

  /// Adds the files of a scanned record.
  mutating func add(_ view: TapeView, record: Int, file: String) {
    // The finder must not be borrowed while entries change.
    let finder = finder
    finder.find(view) { node, rows in
      let place = entry(view.decoded(node))
      entries[place].count += 1
      entries[place].rows.formUnion(rows)
      guard entries[place].uses.count < FilesReport.mostUses else { return }
      entries[place].uses.append(
        Use(
          record: record,
          file: file,
          pointer: view.pointer(to: node),
          name: FileUse.all[rows[0]].name
        )
      )
    }
  }

  /// A report of the same kind without files.
  var empty: FilesReport {
    var report = self
    report.entries = []
    report.places = [:]
    return report
  }

  /// Takes over what a later piece of the records uses; its report is empty then.
  mutating func take(_ piece: inout FilesReport) {
    for later in piece.entries {
      let place = entry(later.id)
      entries[place].count += later.count
      entries[place].rows.formUnion(later.rows)
      let room = FilesReport.mostUses - entries[place].uses.count
      entries[place].uses += later.uses.prefix(room)
    }
    piece.entries.removeAll(keepingCapacity: true)
    piece.places.removeAll(keepingCapacity: true)
  }

  private mutating func entry(_ id: [UInt8]) -> Int {
    if let known = places[id] { return known }
    places[id] = entries.count
    entries.append(Entry(id: id))
    return entries.count - 1
  }

  /// All files, in the order in which they are first named.
  public var files: [File] {
    entries.map { entry in
      File(
        id: String(decoding: entry.id, as: UTF8.self),
        count: entry.count,
        uses: entry.uses,
        needs: needs(entry.rows)
      )
    }
  }

  /// What the target needs for the uses of a file, in the order of places.
  private func needs(_ rows: Set<Int>) -> [Need] {
    let holding = rows.sorted().map { FileUse.all[$0] }.filter {
      $0.choices?.contains(choice) ?? true
    }
    let found = holding.flatMap(\.needs).filter { $0.targets.contains(target) }
    return FileNeed.Place.allCases.compactMap { place in
      let here = found.filter { $0.place == place }
      guard !here.isEmpty else { return nil }
      var need = Need(place: place.rawValue, purposes: [], reasons: [])
      for one in here {
        if !need.purposes.contains(one.purpose) { need.purposes.append(one.purpose) }
        if !need.reasons.contains(one.reason) { need.reasons.append(one.reason) }
      }
      return need
    }
  }
}

/// Going on with a run later.
extension FilesReport {
  /// The files met so far.
  var state: [UInt8] {
    var state = StateWriter()
    for entry in entries {
      state.put(bytes: entry.id)
      state.put(entry.count)
      state.put(json: FilesReport.state(of: entry.rows))
      state.put(json: FilesReport.state(of: entry.uses))
    }
    return state.finish()
  }

  private static func state(of rows: Set<Int>) -> [UInt8] {
    var state = StateWriter()
    for row in rows.sorted() { state.put(row) }
    return state.finish()
  }

  private static func state(of uses: [Use]) -> [UInt8] {
    var state = StateWriter()
    for use in uses {
      state.put(use.record)
      state.put(use.file)
      state.put(use.pointer)
      state.put(use.name)
    }
    return state.finish()
  }

  /// Goes on with files that were met before.
  mutating func resume(_ state: inout StateReader) {
    while state.hasMore && state.isValid {
      let place = entry(state.bytes())
      entries[place].count = state.number()
      var rows = state.list()
      while rows.hasMore && rows.isValid { entries[place].rows.insert(rows.number()) }
      var uses = state.list()
      while uses.hasMore && uses.isValid {
        let record = uses.number()
        entries[place].uses.append(
          Use(record: record, file: uses.text(), pointer: uses.text(), name: uses.text()))
      }
    }
  }
}
