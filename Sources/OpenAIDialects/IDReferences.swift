package import LensCore

/// A member that names something stored elsewhere: what `--id-map` gives another id.
///
/// An object's own id is no reference: it says what the payload is, and stays.
package struct IDReference: Sendable {
  /// What is named: a thread, a file.
  package let name: String
  /// Where the ids stand, in any payload, as they are printed: ends of paths.
  package let paths: [String]
  /// The same places, read.
  package let places: [CheckPath]

  /// A row of the table.
  ///
  /// - Parameters:
  ///   - name: What is named.
  ///   - paths: Ends of paths with a blank between them, in the notation of ``CheckPath``.
  init(_ name: String, _ paths: String) {
    self.name = name
    self.paths = paths.split(separator: " ").map(String.init)
    places = self.paths.map { CheckPath($0) }
  }

  /// Members in which users keep what they like: nothing in them is a reference.
  package static let free = ["metadata", "attributes", "parameters", "schema"]

  /// All references.
  ///
  /// Source: the schemas in OpenAPI, each member whose description says that it is the id of another object.
  /// Cursors of a page (`first_id`, `last_id`) belong to the page they came with, whose entries keep their
  /// ids; `call_id` ties a call to its output and names nothing that is stored.
  package static let all: [IDReference] = [
    IDReference("an item", "[item_reference]/id \(alone)/id /approval_request_id"),
    IDReference("a message", "/message_id"),
    IDReference("a thread or a conversation", "/thread_id /conversation_id /conversation"),
    IDReference("a run or a response", "/run_id /response_id /previous_response_id"),
    IDReference("an assistant", "/assistant_id"),
    IDReference("a file", "/file_id /file_ids/*"),
    IDReference("a vector store", "/vector_store_id /vector_store_ids/*"),
    IDReference("a container", "/container_id"),
  ]

  /// An object that is nothing but an id: an item reference, or the conversation of a response.
  private static let alone = "[-type,-role,-content,-object,-method,-response]"
}
