import SwiftGrad

/// A walk through the steps of a backward pass, forward and back as the user asks.
struct StepSession {
  private let steps: [ValueBackwardStep]
  /// The step that was shown last; 0 before the first.
  private(set) var position = 0

  init(_ report: BackwardReport) { steps = report.steps }

  /// What the user is asked with.
  var prompt: String { "\(position)/\(steps.count)> " }

  static let help = """
    Enter or n   next step
    b            back to the step before
    a number     to that step
    q            quit
    ?            this help
    """

  /// What a line of input comes to; nil if the user is done.
  mutating func answer(to line: String) -> String? {
    switch line.filter({ !$0.isWhitespace }).lowercased() {
    case "", "n", "next": return go(to: position + 1, otherwise: "That was the last step.")
    case "b", "back": return go(to: position - 1, otherwise: "There is no step before.")
    case "q", "quit", "exit": return nil
    case "?", "h", "help": return Self.help
    case let text:
      let number = text.hasPrefix("jump") ? text.dropFirst(4) : text[...]
      let expected = "expected a step from 1 to \(steps.count), n, b, q or ?, found '\(line)'"
      return Int(number).map { go(to: $0, otherwise: expected) } ?? expected
    }
  }

  private mutating func go(to number: Int, otherwise message: String) -> String {
    guard (1...steps.count).contains(number) else { return message }
    position = number
    return steps[number - 1].description
  }
}
