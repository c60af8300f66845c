/// Spans of a text that a list beside it marks, and that users may have cut out of it.
///
/// The text and the list are members of one object. Whatever in the list counts code points of the text moves
/// with the text behind a cut.
package struct MarkersRule: Sendable {
  /// The member with the text.
  package var text: String
  /// The member with the list.
  package var list: String
  /// The types of elements whose spans are markers; others keep their part of the text.
  package var types: [String]
  /// The members of an element, of any type, that count code points of the text.
  package var start: String
  package var end: String
  /// The member of an element that holds what is marked, as it was when the element was made.
  package var quoted: String
  /// What is said of a text that was cut; unless its code has another choice than the first, nothing is.
  package var stripped: LossNote
  /// What is said of a span that was cut out though something else stood there.
  package var differing: LossNote
  /// What is said of a place that moved.
  package var moved: LossNote
  /// What is said of a span that does not fit the text.
  package var kept: LossNote

  /// Spans of a text, from a start up to an end, in elements of a list.
  package init(
    in text: String,
    by list: String,
    types: [String],
    from start: String,
    to end: String,
    quoting quoted: String,
    stripped: LossNote,
    differing: LossNote,
    moved: LossNote,
    kept: LossNote
  ) {
    self.text = text
    self.list = list
    self.types = types
    self.start = start
    self.end = end
    self.quoted = quoted
    self.stripped = stripped
    self.differing = differing
    self.moved = moved
    self.kept = kept
  }
}
