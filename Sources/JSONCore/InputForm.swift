/// How records stand in a file.
package enum InputForm: String, Sendable, CaseIterable {
  /// One document on each line.
  case jsonl
  /// One document over any number of lines.
  case json
  /// Documents one after another, over any number of lines.
  case concatenated
  /// The elements of a top-level array.
  case array
  /// The elements of `data` in a list envelope: `{"object":"list","data":[…],"has_more":false}`.
  case list
  /// A row of PostgreSQL's COPY text format on each line, with a document in one column.
  case copy

  /// Whether each record is a line, so that a file can be cut behind any line end.
  package var isLines: Bool { self == .jsonl || self == .copy }

  /// Whether something stands around all records.
  package var isFramed: Bool { self == .array || self == .list }
}
