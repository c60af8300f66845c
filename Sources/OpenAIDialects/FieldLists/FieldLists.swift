package import LensCore

/// The field lists of every edition, copied from the published specifications.
///
/// One file per edition, one list per kind. They hold what the specification says, its slips
/// included: members that it means to require but does not (`file_id` and `tools` of an attachment)
/// carry no `!`, and what only its prose or its examples show is not listed. A script compares
/// them with the official schemas; see `Tests/Conformance/field_lists.py`.
extension FieldList {
  /// The lists of all editions and kinds, oldest edition first.
  package static let all: [FieldList] =
    AssistantsV1November2023.fieldLists + AssistantsV1April2024.fieldLists
    + AssistantsV2April2024.fieldLists + AssistantsV2August2026.fieldLists
    + Responses2026.fieldLists
}
