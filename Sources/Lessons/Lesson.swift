/// A lesson of the course: code that computes, prints and draws what its guide in the documentation explains.
///
/// The guide of the lesson `one-neuron` is `OneNeuron.md` in the catalogue of the module `SwiftGrad`, and its code is
/// `OneNeuron.swift` here, block by block; a test holds code and output of the guide to those of the run.
public struct Lesson: Sendable {
  /// Its place in the course, from 1.
  public let number: Int
  /// What it is called on the command line, such as `one-neuron`.
  public let name: String
  /// The title of the guide.
  public let title: String
  /// What one learns, in a line.
  public let summary: String
  /// Whether a build without optimization takes minutes for it.
  public let isLong: Bool
  /// Runs the lesson: prints to standard output, and writes its pictures into the current folder.
  public let run: @Sendable () throws -> Void

  private init(
    _ number: Int, _ name: String, _ title: String, _ summary: String, isLong: Bool = false,
    _ run: @escaping @Sendable () throws -> Void
  ) {
    self.number = number
    self.name = name
    self.title = title
    self.summary = summary
    self.isLong = isLong
    self.run = run
  }
}

extension Lesson {
  /// All lessons in their order.
  public static let all: [Lesson] = [
    Lesson(1, "one-neuron", "One neuron", "what weights, bias and activation do", oneNeuron),
    Lesson(
      12, "optimizers", "Optimizers", "from momentum to AdamW, on a saddle and in a valley",
      optimizers),
    Lesson(
      13, "overfitting", "Functions, features, overfitting",
      "what networks learn, and when they learn too much", isLong: true, overfitting),
    Lesson(
      14, "mnist", "MNIST", "handwritten digits, 97 of 100 read", isLong: true, mnist),
  ]
}

/// The heading of a part of a lesson, as the guide has it.
func section(_ title: String) {
  print("\n\(title)\n\(String(repeating: "─", count: title.count))")
}
