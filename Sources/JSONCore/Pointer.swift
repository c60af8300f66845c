/// A JSON Pointer (RFC 6901): the place of a value in a payload.
///
///     let pointer = try Pointer(parsing: "/metadata/a~1b/0")
///     pointer.tokens  // metadata, a/b, 0
///     pointer.text    // /metadata/a~1b/0
///
/// Tokens are bytes, not strings: two names are equal if they are the same code points, while Swift
/// strings are equal if they look the same.
package struct Pointer: Equatable, Hashable, Sendable {
  /// The names and indices from the payload down, unescaped; empty for the payload itself.
  package var tokens: [[UInt8]]

  /// Makes a pointer of unescaped tokens.
  package init(tokens: [[UInt8]] = []) { self.tokens = tokens }

  /// Reads a pointer in its written form.
  ///
  /// - Parameter text: Empty, or a `/` before each token; `~0` stands for `~` and `~1` for `/`.
  /// - Throws: ``PointerError`` with the offset in UTF-8.
  package init(parsing text: String) throws(PointerError) {
    tokens = []
    var escaping = false
    for (offset, byte) in text.utf8.enumerated() {
      if escaping {
        guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else {
          throw PointerError(.badEscape, at: offset - 1)
        }
        tokens[tokens.count - 1].append(byte == UInt8(ascii: "0") ? tilde : slash)
        escaping = false
      } else if byte == slash {
        tokens.append([])
      } else if tokens.isEmpty {
        throw PointerError(.missingSlash, at: offset)
      } else if byte == tilde {
        escaping = true
      } else {
        tokens[tokens.count - 1].append(byte)
      }
    }
    if escaping { throw PointerError(.badEscape, at: text.utf8.count - 1) }
  }

  /// The written form.
  package var text: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(slash)
      for byte in token {
        switch byte {
        case tilde: bytes += [tilde, UInt8(ascii: "0")]
        case slash: bytes += [tilde, UInt8(ascii: "1")]
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A member name as it is written in a pointer.
  package static func escaped(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 == tilde || $0 == slash }) else { return name }
    // By bytes: a combining mark behind the slash would be one character with it.
    let text = Pointer(tokens: [Array(name.utf8)]).text.utf8.dropFirst()
    return String(decoding: Array(text), as: UTF8.self)
  }

  /// Steps into a member.
  package mutating func append(name: [UInt8]) { tokens.append(name) }

  /// Steps into an element, counted from 0.
  package mutating func append(index: Int) { tokens.append(Array(String(index).utf8)) }

  /// The index that a token stands for in an array: digits without a leading zero.
  package static func index(_ token: [UInt8]) -> Int? {
    guard token.count < 10, !token.isEmpty, token.count == 1 || token[0] != UInt8(ascii: "0") else {
      return nil
    }
    var index = 0
    for byte in token {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      index = index * 10 + Int(digit)
    }
    return index
  }
}

private let slash = UInt8(ascii: "/")
private let tilde = UInt8(ascii: "~")

/// Why a text is no JSON Pointer.
package struct PointerError: Error, Equatable, Sendable {
  /// What is wrong.
  package enum Code: Sendable {
    /// The first token has no `/` before it.
    case missingSlash
    /// A `~` without 0 or 1 behind it.
    case badEscape
  }

  /// What is wrong.
  package let code: Code
  /// Offset of the byte that is wrong, in UTF-8 from 0.
  package let offset: Int

  init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// The sentence for people.
  package var message: String {
    switch code {
    case .missingSlash: "expected '/' at the start of a JSON Pointer"
    case .badEscape: "expected 0 or 1 after '~' at offset \(offset) of a JSON Pointer"
    }
  }
}
