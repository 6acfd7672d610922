import ArgumentParser

/// The numbers of variables, such as `a=2,b=-3`.
struct VariableAssignments: Hashable {
  /// In the order in which they were given.
  private(set) var names: [String] = []
  private var numbers: [String: Double] = [:]

  var isEmpty: Bool { names.isEmpty }

  subscript(name: String) -> Double? { numbers[name] }

  init() {}

  /// Reads assignments with commas between them; spaces do not count.
  init(_ text: String) throws {
    for assignment in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.trimmingSpaces() }
      guard parts.count == 2, !parts[0].isEmpty, let number = Double(parts[1]), number.isFinite
      else {
        throw ValidationError(
          "expected a number for each name with commas between them, such as a=2,b=-3, "
            + "found '\(assignment)'")
      }
      guard numbers.updateValue(number, forKey: parts[0]) == nil else {
        throw ValidationError("expected one number for '\(parts[0])', found a second")
      }
      names.append(parts[0])
    }
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    let start = drop(while: \.isWhitespace)
    let count = start.reversed().prefix(while: \.isWhitespace).count
    return String(start.dropLast(count))
  }
}
