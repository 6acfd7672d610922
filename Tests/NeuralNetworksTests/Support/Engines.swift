import Autograd
import ScalarEngine
import Testing
import VectorEngine

/// The engines that the tests here run on.
enum Engine: CaseIterable {
  case scalar, vector

  var tensorType: any DifferentiableTensor.Type {
    switch self {
    case .scalar: ValueTensor.self
    case .vector: Tensor.self
    }
  }
}

extension DifferentiableTensor {
  /// How far results may be from PyTorch's in double precision, relative to the larger one, or
  /// absolutely below 1.
  static var tolerance: Double { Scalar.self == Double.self ? 1e-12 : 1e-5 }

  /// A tensor of given numbers, rounded to what the engine computes in.
  static func of(_ numbers: [Double], _ shape: Shape, requiresGradient: Bool = true) -> Self {
    Self(numbers.map { Scalar($0) }, shape: shape, requiresGradient: requiresGradient)
  }

  /// The gradient in double precision.
  var gradientDoubles: [Double] { grad.scalars.map { Double($0) } }
}

/// Whether numbers agree: both NaN, both infinite with one sign, or within `tolerance` of each
/// other.
func agree(_ actual: [Double], _ expected: [Double], within tolerance: Double) -> Bool {
  actual.count == expected.count
    && zip(actual, expected).allSatisfy { actual, expected in
      if actual == expected || (actual.isNaN && expected.isNaN) { return true }
      return abs(actual - expected) <= tolerance * max(1, abs(actual), abs(expected))
    }
}

/// Checks that a process stopped with a message that contains `texts`. Optimized builds stop
/// without one.
func expectMessage(
  of result: ExitTest.Result?, contains texts: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #if DEBUG
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    for text in texts {
      #expect(message.contains(text), sourceLocation: sourceLocation)
    }
  #endif
}
