import Autograd

/// A local derivative measured by moving one input of an operation a little to either side.
public struct FiniteDifference: Hashable, Sendable, CustomStringConvertible {
  /// The derivative by its formula.
  public let formula: Double
  /// The slope to the left of the point.
  public let below: Double
  /// The slope to the right.
  public let above: Double

  /// The slope across the point: the central difference.
  public var measured: Double { (below + above) / 2 }

  /// Whether the slopes to either side differ, so that the point is at a kink or next to one, and the formula's derivative is a
  /// matter of choice.
  public var isNearKink: Bool { !below.isClose(to: above, within: 1e-3) }

  /// Whether the formula's derivative is the measured slope; at a kink, one of the slopes or between them.
  public var agrees: Bool {
    isNearKink
      ? (min(below, above) - 1e-6...max(below, above) + 1e-6).contains(formula)
      : formula.isClose(to: measured, within: 1e-6)
  }

  /// Both derivatives, and a note near a kink.
  public var description: String {
    let note =
      isNearKink
      ? "; near a kink: \(below.readableText()) below, \(above.readableText()) above" : ""
    return "formula \(formula.readableText()), measured \(measured.readableText())\(note)"
  }
}

extension ValueBackwardStep {
  /// The local derivative by one input, measured, as a check of the formula; `nil` where no gradient flows.
  ///
  /// - Parameters:
  ///   - index: which input of the operation, counted from 0.
  ///   - distance: how far the input is moved, relative to inputs above 1. The error of the slope across is of the order of its
  ///     square.
  public func finiteDifference(ofInput index: Int, distance: Double = 1e-5) -> FiniteDifference? {
    guard let contribution = contributions.first(where: { $0.index == index }),
      let formula = contribution.derivative, let operation = node.operation
    else { return nil }
    func result(movedBy distance: Double) -> Double {
      var numbers = node.inputs.map(\.data)
      numbers[index] += distance
      return operation(numbers)
    }
    let distance = distance * max(1, abs(contribution.input.data))
    let middle = result(movedBy: 0)
    return FiniteDifference(
      formula: formula, below: (middle - result(movedBy: -distance)) / distance,
      above: (result(movedBy: distance) - middle) / distance)
  }
}

extension Double {
  fileprivate func isClose(to other: Double, within tolerance: Double) -> Bool {
    Swift.abs(self - other) <= tolerance * max(1, Swift.abs(self), Swift.abs(other))
  }
}
