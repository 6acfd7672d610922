/// Why a file could not be written: which, what was expected and what was found.
///
///     curves/loss.svg: expected a folder "curves" that takes files, found none (No such file or directory)
package struct OutputFileError: Error, Hashable, Sendable {
  /// The path of the file or folder, as it was given.
  package let path: String
  package let expected: String
  package let found: String

  package init(path: String, expected: String, found: String) {
    self.path = path
    self.expected = expected
    self.found = found
  }

  /// A folder that cannot be made or entered.
  package init(
    folder: String, _ expected: String = "a folder to write to", found problem: SystemError
  ) {
    self.init(path: folder, expected: expected, found: "\(problem)")
  }

  /// The error without the path.
  package var reason: String { "expected \(expected), found \(found)" }
}

extension OutputFileError: CustomStringConvertible {
  /// The error in one line.
  package var description: String { "\(path): \(reason)" }
}
