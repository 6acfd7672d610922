import Foundation

/// From where to where an axis goes.
struct AxisRange: Hashable, Sendable {
  var lower: Double
  var upper: Double
  var scale: AxisScale

  /// The part that limits ask for, or else everything that is drawn, with a margin.
  ///
  /// - Parameters:
  ///   - values: what is drawn; what has no place on the axis does not count.
  ///   - margin: the part of the length that is left free at either end.
  ///   - floor: whether what stands on 0 stands on the axis.
  init(_ values: some Sequence<Double>, axis: Axis, margin: Double, floor: Bool = false) {
    scale = axis.scale
    let isLogarithmic = scale == .log
    let drawable = values.filter { $0.isDrawable && (!isLogarithmic || $0 > 0) }
    (lower, upper) = (drawable.min() ?? (isLogarithmic ? 1 : 0), drawable.max() ?? 1)
    if drawable.isEmpty, isLogarithmic { upper = 10 }
    widenPoint()
    let (isOnFloor, hangsFromFloor) = (floor && lower == 0, floor && upper == 0)
    let length = position(upper) - position(lower)
    let (low, high) = (position(lower) - length * margin, position(upper) + length * margin)
    if !isOnFloor { lower = value(low) }
    if !hangsFromFloor { upper = value(high) }
    guard let limits = axis.limits, limits.upperBound.isDrawable, limits.lowerBound.isDrawable,
      !isLogarithmic || limits.upperBound > 0
    else { return }
    upper = limits.upperBound
    // There is no 0 on a logarithmic axis.
    lower = isLogarithmic && limits.lowerBound <= 0 ? min(lower, upper / 1000) : limits.lowerBound
    widenPoint()
  }

  /// Numbers that are nearly the same get some room, for places on the axis to have numbers of their own.
  private mutating func widenPoint() {
    let size = max(abs(lower), abs(upper))
    guard upper - lower <= max(size * 1e-9, 1e-290) else { return }
    if scale == .log {
      (lower, upper) = (lower / 2, upper * 2)
    } else {
      let half = size > 0 ? max(size * 0.1, 1e-280) : 0.5
      (lower, upper) = (lower - half, upper + half)
    }
  }

  /// How far along the axis a number is, from 0 to 1 within it; NaN or infinite where it has no place.
  func fraction(of value: Double) -> Double {
    (position(value) - position(lower)) / (position(upper) - position(lower))
  }

  private func position(_ value: Double) -> Double { scale == .log ? value.logarithm : value }
  private func value(_ position: Double) -> Double { scale == .log ? .power(position) : position }
}

extension Double {
  /// To the base 10.
  var logarithm: Double { Foundation.log10(self) }

  /// 10 to an exponent.
  static func power(_ exponent: Double) -> Double { Foundation.pow(10, exponent) }
}
