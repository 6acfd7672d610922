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
      2, "activation-functions", "Activation functions",
      "their curves and slopes; why layers need one", activationFunctions),
    Lesson(
      3, "feed-forward", "A feed-forward pass by hand",
      "the same network with numbers, matrices and layers", feedForward),
    Lesson(
      4, "derivatives", "Derivatives", "by hand, by difference quotient, by backward()", derivatives
    ),
    Lesson(
      5, "backpropagation", "Backpropagation, step by step",
      "how gradients flow back through a graph, and why in this order", backpropagation),
    Lesson(
      6, "your-own-engine", "Your own engine",
      "write an engine that computes gradients, in some 80 lines", yourOwnEngine),
    Lesson(
      7, "gradient-descent", "Gradient descent",
      "how steps against the gradient find a minimum, and how long they may be", gradientDescent),
    Lesson(
      8, "loss-functions", "Loss functions", "each with its use, value and gradient", lossFunctions),
    Lesson(
      9, "fitting-lines", "Fitting lines", "y = 2x, then a plane through a thousand points",
      fittingLines),
    Lesson(
      10, "binary-to-decimal", "Binary to decimal",
      "a network that reads three bits, trained by hand", binaryToDecimal),
    Lesson(
      11, "and-and-xor", "AND, and XOR", "what one neuron cannot do, and a hidden layer can",
      isLong: true, andAndXor),
    Lesson(
      12, "optimizers", "Optimizers", "from momentum to AdamW, on a saddle and in a valley",
      optimizers),
    Lesson(
      13, "overfitting", "Functions, features, overfitting",
      "what networks learn, and when they learn too much", isLong: true, overfitting),
    Lesson(
      14, "mnist", "MNIST", "handwritten digits, 97 of 100 read", isLong: true, mnist),
    Lesson(
      15, "scalars-to-simd", "From scalars to SIMD",
      "why one matrix product replaces a million nodes", isLong: true, scalarsToSimd),
  ]
}

/// The heading of a part of a lesson, as the guide has it.
func section(_ title: String) {
  print("\n\(title)\n\(String(repeating: "─", count: title.count))")
}
