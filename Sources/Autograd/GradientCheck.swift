import RealModule

/// A comparison of computed gradients with the slopes that central differences measure.
///
///     let check = GradientCheck(at: [2, -3]) { (x: [Value]) in (x[0] * x[1]).tanh() + x[0].pow(2) }
///     precondition(check.passes, "\(check)")
///
/// The slope at x is measured as (f(x + h) − f(x − h)) / 2h in `Double`, with an error of order h². It means little
/// within h of a kink (`relu` at 0, equal arguments of `maximum`): check away from kinks.
public struct GradientCheck: Sendable {
  /// One number whose gradient is not its measured slope.
  public struct Mismatch: Sendable, CustomStringConvertible {
    /// Which input, counted from 0.
    public let input: Int
    /// Which element of the input, in row-major order.
    public let index: Int
    /// The gradient that the backward pass computed.
    public let computed: Double
    /// The slope that central differences measured.
    public let measured: Double

    /// Input, index and both numbers.
    public var description: String {
      "input \(input), element \(index): the backward pass gives \(computed), central differences give \(measured)"
    }
  }

  /// Where the gradients differ.
  public let mismatches: [Mismatch]
  /// How many gradients were compared.
  public let count: Int

  /// Whether every gradient agrees.
  public var passes: Bool { mismatches.isEmpty }

  /// Compares gradients with measured slopes.
  ///
  /// - Parameters:
  ///   - gradients: the computed gradients of each input, in row-major order.
  ///   - point: the inputs, of the same lengths.
  ///   - step: h, half of the distance between the two points of a difference, relative to inputs above 1.
  ///   - tolerance: how far the two may be apart, relative to the larger one, or absolutely below 1.
  ///   - function: the value at other inputs.
  public init(
    comparing gradients: [[Double]], at point: [[Double]], step: Double = 1e-5,
    tolerance: Double = 1e-6, function: ([[Double]]) -> Double
  ) {
    var mismatches: [Mismatch] = []
    var moved = point
    for (input, numbers) in point.enumerated() {
      for (index, number) in numbers.enumerated() {
        let distance = step * max(1, abs(number))
        moved[input][index] = number + distance
        let above = function(moved)
        moved[input][index] = number - distance
        let below = function(moved)
        moved[input][index] = number
        let measured = (above - below) / (2 * distance)
        let computed = gradients[input][index]
        if !computed.isApproximatelyEqual(
          to: measured, absoluteTolerance: tolerance, relativeTolerance: tolerance)
        {
          mismatches.append(
            Mismatch(input: input, index: index, computed: computed, measured: measured))
        }
      }
    }
    self.mismatches = mismatches
    self.count = point.reduce(0) { $0 + $1.count }
  }

  /// Checks the gradients of a function of scalar nodes.
  public init<T: Backpropagating>(
    at point: [Double], step: Double = 1e-5, tolerance: Double = 1e-6, of function: ([T]) -> T
  ) where T.Data == Double {
    let leaves = point.map { T(floatLiteral: $0) }
    let gradients = gradient(of: function(leaves), withRespectTo: leaves)
    self.init(
      comparing: gradients.map { [$0.data] }, at: point.map { [$0] }, step: step,
      tolerance: tolerance
    ) { moved in
      withoutGradient { function(moved.map { T(floatLiteral: $0[0]) }).data }
    }
  }

  /// Checks the gradients of a function of tensors that gives a single number.
  ///
  /// In an engine that computes in `Float`, a step of about 1e-2 and a tolerance of about 1e-2 are the best there is.
  public init<T: DifferentiableTensor>(
    at point: [T], step: Double = 1e-5, tolerance: Double = 1e-6, of function: ([T]) -> T
  ) {
    func tensors(_ numbers: [[Double]]) -> [T] {
      zip(numbers, point).map { T($0.map { T.Scalar($0) }, shape: $1.shape) }
    }
    let numbers = point.map { $0.scalars.map { Double($0) } }
    let leaves = tensors(numbers)
    let gradients = gradient(of: function(leaves), withRespectTo: leaves)
    self.init(
      comparing: gradients.map { $0.scalars.map { Double($0) } }, at: numbers, step: step,
      tolerance: tolerance
    ) { moved in
      withoutGradient { Double(function(tensors(moved)).item) }
    }
  }
}

extension GradientCheck: CustomStringConvertible {
  /// A line on the whole, and one for each gradient that differs.
  public var description: String {
    let heading =
      passes
      ? "all \(count) gradients agree with central differences"
      : "\(mismatches.count) of \(count) gradients differ from central differences:"
    return ([heading] + mismatches.map { "  \($0)" }).joined(separator: "\n")
  }
}
