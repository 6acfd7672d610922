import RealModule

/// Measures slopes by central differences at one point, and collects what does not hold.
struct SlopeMeasurement {
  let order: GradientCheck.Order
  let point: [[Double]]
  private let step, tolerance, repeatTolerance: Double
  private(set) var count = 0
  private(set) var failures: [GradientCheck.Failure] = []

  init(
    order: GradientCheck.Order, point: [[Double]], step: Double, tolerance: Double,
    repeatTolerance: Double
  ) {
    require(
      step > 0 && step.isFinite, "GradientCheck: a step is above 0 and finite, not \(step)")
    // A tolerance of 1 would take 0 for every number.
    require(
      (0..<1).contains(tolerance),
      "GradientCheck: a tolerance is from 0 to below 1, not \(tolerance)")
    require(
      repeatTolerance >= 0, "GradientCheck: a tolerance is 0 or more, not \(repeatTolerance)")
    self.order = order
    self.point = point
    self.step = step
    self.tolerance = tolerance
    self.repeatTolerance = repeatTolerance
  }

  /// Expects what two evaluations gave to be the same; NaN is the same as NaN.
  mutating func expectSame(_ first: [Double], _ second: [Double], _ quantity: String) {
    for (number, repeated) in zip(first, second)
    where
      !(number == repeated || abs(number - repeated) <= repeatTolerance
      || number.isNaN && repeated.isNaN)
    {
      failures.append(.notRepeatable(quantity: quantity, first: number, second: repeated))
    }
  }

  /// Compares the derivatives of each number that `function` gives with its measured slopes.
  ///
  /// - Parameter derivatives: for each of those numbers, the derivative by each number of the point.
  mutating func compare(_ derivatives: [[[Double]]], function: ([[Double]]) -> [Double]) {
    for row in derivatives {
      require(
        row.map(\.count) == point.map(\.count),
        "GradientCheck: \(row.map(\.count)) gradients for \(point.map(\.count)) inputs")
    }
    let places = point.enumerated().flatMap { input, numbers in
      numbers.indices.map { GradientCheck.Place(input: input, index: $0) }
    }
    var moved = point
    for place in places {
      let number = point[place.input][place.index]
      let distance = step * max(1, abs(number))
      moved[place.input][place.index] = number + distance
      let above = function(moved)
      moved[place.input][place.index] = number - distance
      let below = function(moved)
      moved[place.input][place.index] = number
      for (row, gradients) in derivatives.enumerated() {
        let measured = (above[row] - below[row]) / (2 * distance)
        let computed = gradients[place.input][place.index]
        count += 1
        if !computed.isApproximatelyEqual(
          to: measured, absoluteTolerance: tolerance, relativeTolerance: tolerance)
        {
          failures.append(
            .mismatch(
              .init(
                places: (order == .first ? [] : [places[row]]) + [place], computed: computed,
                measured: measured)))
        }
      }
    }
  }

  mutating func fail(_ failure: GradientCheck.Failure) { failures.append(failure) }
}
