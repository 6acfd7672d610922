/// An environment variable says what it cannot: which, what was expected and what was found.
package struct EnvironmentError: Error, Hashable, Sendable {
  package let variable: String
  package let expected: String
  package let found: String
}

extension EnvironmentError: CustomStringConvertible {
  /// The error in one line.
  package var description: String { "\(variable): expected \(expected), found '\(found)'" }
}
