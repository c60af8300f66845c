/// The characters that a text is made of, the simplest first.
package struct Alphabet: Sendable {
  /// Pieces of text: most are one Unicode scalar, some belong together (a letter and its accent).
  package let pieces: [String]

  /// Makes an alphabet of pieces.
  package init(_ pieces: [String]) { self.pieces = pieces }

  /// Letters, digits, space and some punctuation: nothing that JSON must escape.
  package static let ascii = Alphabet(
    "abcdefghijklmnopqrstuvwxyz ABCXYZ0123456789_-.:;,!?(){}[]".map(String.init)
  )

  /// What breaks programs: JSON's own characters, control characters, line separators, scalars of every
  /// UTF-8 length, pairs of surrogates, combining marks, joined emoji, direction marks.
  package static let hostile = Alphabet(
    plain + controls + [
      "\u{7F}", "\u{80}", "é", "e\u{301}", "ß", "İ", "\u{7FF}", "\u{800}", "あ", "漢", "\u{D7FF}",
      "\u{E000}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}",
      "\u{200B}",
      "\u{202E}", "\u{300}", "𝄞", "😀", "👩‍👩‍👧", "🇩🇪", "👍🏽", "\u{10000}", "\u{10FFFF}",
    ])

  private static let plain = "ab1 \"\\/nu{}[],:".map(String.init)
  private static let controls = ["\u{8}", "\t", "\n", "\u{C}", "\r", "\u{0}", "\u{1F}", "\u{1B}"]
}

extension Choices {
  /// Chooses a text of `average` pieces in the mean; the empty text is the simplest.
  package mutating func text(_ alphabet: Alphabet, average: Int) -> String {
    var text = ""
    while more(average: average) { text += one(of: alphabet.pieces) }
    return text
  }
}

extension Generator<String> {
  /// Makes texts of `average` pieces in the mean; the empty text is the simplest.
  package static func text(_ alphabet: Alphabet, average: Int = 6) -> Generator {
    Generator { choices in choices.text(alphabet, average: average) }
  }
}
