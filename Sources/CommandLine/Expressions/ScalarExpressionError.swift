/// What is wrong with a formula, and where.
struct ScalarExpressionError: Error, Hashable {
  let text: String
  /// The place, in characters from 1; one past the last for the end.
  let column: Int
  /// What was expected and what was found.
  let message: String
}

extension ScalarExpressionError: CustomStringConvertible {
  /// The message over the formula, with a caret under the place.
  ///
  /// Of a long formula, only the surroundings of the place are shown.
  var description: String {
    let reach = 36
    let characters = text.map(\.visible)
    let start = column - 1 > reach ? column - 1 - reach : 0
    let end = min(start + 2 * reach, characters.count)
    let (before, after) = (start > 0 ? "…" : "", end < characters.count ? "…" : "")
    let indent = String(repeating: " ", count: before.count + column - 1 - start)
    return """
      column \(column): \(String(message.map(\.visible)))
        \(before)\(String(characters[start..<end]))\(after)
        \(indent)^
      """
  }
}

extension Character {
  /// Itself, unless it would move the cursor and the caret away from its place, or turn the direction of writing.
  fileprivate var visible: Character {
    let isControl = unicodeScalars.contains {
      $0.properties.generalCategory == .control || $0.properties.isBidiControl
    }
    return isWhitespace ? " " : isControl ? "�" : self
  }
}
