extension GradientCheck {
  /// One number of the inputs.
  public struct Place: Sendable, Hashable, CustomStringConvertible {
    /// Which input, counted from 0.
    public let input: Int
    /// Which element of the input, in row-major order.
    public let index: Int

    public var description: String { "input \(input), element \(index)" }
  }

  /// One derivative that is not the measured slope.
  public struct Mismatch: Sendable, CustomStringConvertible {
    /// What it is a derivative by: one place for a gradient, two for a second derivative.
    public let places: [Place]
    /// What the backward pass computed.
    public let computed: Double
    /// The slope that central differences measured.
    public let measured: Double

    public var description: String {
      places.count == 1
        ? "\(places[0]): the backward pass gives \(computed), central differences give \(measured)"
        : "the gradient of \(places[0]) by \(places[1]): the backward pass gives \(computed), "
          + "central differences of the gradient give \(measured)"
    }
  }

  /// Why a check does not pass.
  public enum Failure: Sendable, CustomStringConvertible {
    /// A derivative is not the measured slope.
    case mismatch(Mismatch)
    /// Two evaluations at the same inputs differ in a number, which is the value or a gradient.
    case notRepeatable(quantity: String, first: Double, second: Double)
    /// No gradient flows from the function's result to any input, so that nothing was computed that could be wrong.
    case noGradient
    /// There was no number to compare a derivative by.
    case nothingCompared

    /// The failure in one line: what was compared, expected and found.
    public var description: String {
      switch self {
      case .mismatch(let mismatch): "\(mismatch)"
      case .notRepeatable(let quantity, let first, let second):
        "\(quantity): expected the same twice at the same inputs, found \(first), then \(second)"
      case .noGradient:
        "expected a result that gradients flow from to the inputs, found one that depends on none"
      case .nothingCompared: "expected at least one derivative to compare, found none"
      }
    }
  }
}
