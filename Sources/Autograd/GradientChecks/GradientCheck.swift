/// A comparison of computed derivatives with the slopes that central differences measure.
///
///     let check = GradientCheck(at: [2, -3]) { (x: [Value]) in (x[0] * x[1]).tanh() + x[0].pow(2) }
///     precondition(check.passes, "\(check)")
///
/// With `order: .second` it compares the gradients of the gradients, as `createGraph: true` makes them, with central
/// differences of the gradients: every second derivative by every pair of numbers. The function is evaluated twice at
/// the same inputs, so that one which draws random numbers or keeps a state is found out. A check that has compared
/// nothing does not pass.
///
/// The slope at x is measured as (f(x + h) − f(x − h)) / 2h, with an error of order h². It means little
/// within h of a kink (`relu` at 0, equal arguments of `maximum`): check away from kinks.
///
/// Modelled on PyTorch's `gradcheck` and `gradgradcheck`.
public struct GradientCheck: Sendable {
  /// Which derivatives are compared.
  public enum Order: Sendable {
    /// The gradients, with differences of the function.
    case first
    /// The gradients of the gradients, with differences of the gradients.
    case second
  }

  /// Which derivatives were compared.
  public let order: Order
  /// How many derivatives were compared.
  public let count: Int
  /// What does not hold, in the order in which it was found.
  public let failures: [Failure]

  /// Whether there were derivatives to compare, all of them agree, and the function gives the same twice.
  public var passes: Bool { failures.isEmpty }

  /// The derivatives that are not the measured slopes.
  public var mismatches: [Mismatch] {
    failures.compactMap { if case .mismatch(let mismatch) = $0 { mismatch } else { nil } }
  }

  /// Compares gradients with measured slopes.
  ///
  /// - Parameters:
  ///   - gradients: the computed gradients of each input, in row-major order.
  ///   - point: the inputs, of the same lengths.
  ///   - step: h, half of the distance between the two points of a difference, relative to inputs above 1.
  ///   - tolerance: how far the two may be apart, relative to the larger one, or absolutely below 1.
  ///   - repeatTolerance: how far two evaluations at the same inputs may be apart.
  ///   - function: the value at other inputs.
  public init(
    comparing gradients: [[Double]], at point: [[Double]], step: Double = 1e-5,
    tolerance: Double = 1e-6, repeatTolerance: Double = 0, function: ([[Double]]) -> Double
  ) {
    var measurement = SlopeMeasurement(
      order: .first, point: point, step: step, tolerance: tolerance,
      repeatTolerance: repeatTolerance)
    let value = function(point)
    measurement.expectSame([value], [function(point)], "value")
    measurement.compare([gradients]) { [function($0)] }
    self.init(measurement)
  }

  /// Checks the derivatives of a function of scalar nodes.
  public init<T: Backpropagating>(
    at point: [Double], order: Order = .first, step: Double = 1e-5, tolerance: Double = 1e-6,
    repeatTolerance: Double = 0, of function: ([T]) -> T
  ) where T.Data == Double {
    let measurement = SlopeMeasurement(
      order: order, point: point.map { [$0] }, step: step, tolerance: tolerance,
      repeatTolerance: repeatTolerance)
    self.init(
      measurement,
      leaves: {
        $0.map { number in
          let leaf = T.constant(number[0])
          leaf.requiresGradient = true
          return leaf
        }
      }, numbers: { [$0.data] }, element: { node, _ in node }, of: function)
  }

  /// Checks the derivatives of a function of tensors that gives a single number.
  ///
  /// - Parameters:
  ///   - point: the numbers of the inputs; the function gets leaves of its own that require a gradient.
  ///   - order: whether gradients are checked, or the gradients of gradients.
  ///   - step: by default 1e-5, and 1e-2 in an engine that computes in `Float`.
  ///   - tolerance: by default 1e-6, and 1e-2 in an engine that computes in `Float`: the best there is.
  ///   - repeatTolerance: how far two evaluations at the same inputs may be apart.
  ///   - function: gives a single number, of operations that record; traps on more than one.
  public init<T: DifferentiableTensor>(
    at point: [T], order: Order = .first, step: Double? = nil, tolerance: Double? = nil,
    repeatTolerance: Double = 0, of function: ([T]) -> T
  ) {
    let isDouble = T.Scalar.significandBitCount >= Double.significandBitCount
    let measurement = SlopeMeasurement(
      order: order, point: point.map { $0.scalars.map { Double($0) } },
      step: step ?? (isDouble ? 1e-5 : 1e-2), tolerance: tolerance ?? (isDouble ? 1e-6 : 1e-2),
      repeatTolerance: repeatTolerance)
    self.init(
      measurement,
      leaves: { zip($0, point).map { .parameter($0.map { T.Scalar($0) }, shape: $1.shape) } },
      numbers: { $0.scalars.map { Double($0) } },
      element: { tensor, index in
        var mask = [T.Scalar](repeating: 0, count: tensor.shape.elementCount)
        mask[index] = 1
        return T.apply(
          .multiply, to: tensor, T(mask, shape: tensor.shape)
        ).sum()
      }, of: function)
  }
}

extension GradientCheck {
  /// - Parameters:
  ///   - leaves: makes the function's inputs of their numbers.
  ///   - numbers: the numbers of a result.
  ///   - element: one of a gradient's numbers as a node.
  private init<T: Backpropagating>(
    _ measurement: SlopeMeasurement, leaves: ([[Double]]) -> [T], numbers: (T) -> [Double],
    element: (T, Int) -> T, of function: ([T]) -> T
  ) {
    var measurement = measurement
    let (point, order) = (measurement.point, measurement.order)

    func gradients(at point: [[Double]]) -> (value: T, inputs: [T], gradients: [T]) {
      let inputs = leaves(point)
      let value = function(inputs)
      return (
        value, inputs,
        gradient(of: value, withRespectTo: inputs, createGraph: order == .second)
      )
    }

    let (first, again) = (gradients(at: point), gradients(at: point))
    measurement.expectSame(numbers(first.value), numbers(again.value), "value")
    measurement.expectSame(
      first.gradients.flatMap(numbers), again.gradients.flatMap(numbers), "gradient")
    // Gradients that are all 0 say nothing if what flows may flow past the inputs, to what the function holds.
    let areZero = first.gradients.allSatisfy { numbers($0).allSatisfy { $0 == 0 } }
    guard first.value.requiresGradient,
      !areZero || !function(first.inputs.map { $0.detached() }).requiresGradient
    else {
      measurement.fail(.noGradient)
      self.init(measurement)
      return
    }
    switch order {
    case .first:
      measurement.compare([first.gradients.map(numbers)]) { moved in
        withoutGradient { numbers(function(leaves(moved))) }
      }
    case .second:
      let seconds = zip(first.gradients, point).flatMap { slope, numbersOfInput in
        numbersOfInput.indices.map { index in
          gradient(of: element(slope, index), withRespectTo: first.inputs).map(numbers)
        }
      }
      measurement.compare(seconds) { gradients(at: $0).gradients.flatMap(numbers) }
    }
    self.init(measurement)
  }

  private init(_ measurement: SlopeMeasurement) {
    order = measurement.order
    count = measurement.count
    failures =
      measurement.count == 0 && measurement.failures.isEmpty
      ? [.nothingCompared] : measurement.failures
  }
}

extension GradientCheck: CustomStringConvertible {
  /// A line on the whole, and one for each thing that does not hold.
  public var description: String {
    let derivatives = order == .first ? "gradients" : "second derivatives"
    let (all, wrong) = (count, mismatches.count)
    let heading =
      passes
      ? "all \(all) \(derivatives) agree with central differences"
      : wrong > 0
        ? "\(wrong) of \(all) \(derivatives) differ from central differences:"
        : "the check of \(derivatives) does not hold:"
    return ([heading] + failures.map { "  \($0)" }).joined(separator: "\n")
  }
}
