/// Cuts a formula into numbers, names and symbols.
struct ScalarExpressionLexer {
  /// A piece of a formula.
  struct Token {
    enum Kind: Hashable {
      case number
      case name
      /// An operator, a parenthesis, a comma, or what no formula has.
      case symbol
      case end
    }

    let kind: Kind
    let text: String
    /// Where it begins, counted from 1.
    let column: Int

    /// How a message names it.
    var description: String { kind == .end ? "the end" : "'\(text)'" }
  }

  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  /// The next piece; the end again and again once it is reached.
  mutating func next() -> Token {
    skip { $0.isWhitespace }
    let start = position
    guard let first = current else { return Token(kind: .end, text: "", column: start + 1) }
    let kind: Token.Kind
    if first.isDigit || first == "." && peek(1)?.isDigit == true {
      skipNumber()
      kind = .number
    } else if first.beginsName {
      skip { $0.beginsName || $0.isDigit || $0 == "′" }
      kind = .name
    } else {
      position += "+-*/".contains(first) && peek(1) == "=" ? 2 : 1
      kind = .symbol
    }
    return Token(kind: kind, text: String(characters[start..<position]), column: start + 1)
  }

  private mutating func skipNumber() {
    skip { $0.isDigit }
    if current == "." {
      position += 1
      skip { $0.isDigit }
    }
    // The e of `2e` is no exponent: what follows it decides.
    guard current == "e" || current == "E" else { return }
    let signLength = peek(1) == "-" || peek(1) == "+" ? 1 : 0
    guard peek(1 + signLength)?.isDigit == true else { return }
    position += 1 + signLength
    skip { $0.isDigit }
  }

  private var current: Character? { peek(0) }

  private func peek(_ distance: Int) -> Character? {
    let index = position + distance
    return index < characters.count ? characters[index] : nil
  }

  private mutating func skip(while condition: (Character) -> Bool) {
    while let current, condition(current) { position += 1 }
  }
}

extension Character {
  /// Whether it is one of 0 to 9; Unicode has many more.
  fileprivate var isDigit: Bool { isASCII && isNumber }

  /// Whether a name can begin with it: with `_` or a letter of any script, accents and all.
  ///
  /// Of a `Character` that is told by its scalars: there are some that begin with a letter and end in "<" or a quotation mark, as
  /// U+0D4E draws whatever follows it into one with itself.
  fileprivate var beginsName: Bool {
    guard self != "_" else { return true }
    guard let first = unicodeScalars.first, first.isLetter, "\(first)+".count == 2 else {
      return false
    }
    return unicodeScalars.allSatisfy { $0.isLetter || $0.isMark }
  }
}

// Some letters and marks are never seen, and so are in no name.
extension Unicode.Scalar {
  fileprivate var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      !properties.isDefaultIgnorableCodePoint
    default: false
    }
  }

  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark: !properties.isDefaultIgnorableCodePoint
    default: false
    }
  }
}
