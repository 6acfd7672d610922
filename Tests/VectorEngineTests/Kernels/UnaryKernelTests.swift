import Autograd
import CVectorKernels
import Testing

@testable import VectorEngine

@Suite struct UnaryKernelTests {
  static let operations: [UnaryOperation] = [
    .negate, .abs, .sign, .exp, .log, .sqrt, .reciprocal, .sin, .cos, .tanh, .sigmoid, .relu,
    .leakyReLU(slope: 0.01), .elu(alpha: 1.5), .gelu, .softplus, .erf, .power(exponent: 2),
    .power(exponent: 3), .power(exponent: -1), .power(exponent: 0.5), .power(exponent: 2.5),
    .power(exponent: 0), .floor, .ceil, .round, .atLeast(-0.625), .atMost(0.625), .log1p, .expm1,
    .log2, .log10, .tan, .asin, .acos, .atan, .sinh, .cosh, .silu, .mish,
  ]

  static let extremes: [Float] = [
    0, -0.0, 1000, -1000, .infinity, -.infinity, .nan, 1e-20, -1e-20, .leastNormalMagnitude / 100,
    -.leastNormalMagnitude / 100, 88.7, 88.8,
    -87.3, -95, -103.9, -104.5, 16, -13, -9.3, 0.625, 0.62499, 1, 0.99999, -1, 3e38, 1.1754944e-38,
  ]

  private func forward(_ operation: UnaryOperation, _ kernels: Kernels, _ x: [Float]) -> [Float] {
    let (index, parameter) = operation.kernel
    return unsafe output(x.count) { y in
      unsafe x.withUnsafeBufferPointer { x in
        // An empty array has no address; with a count of 0 any will do.
        unsafe kernels.table.pointee.unary[index](
          x.count, x.baseAddress ?? UnsafePointer(y), y, parameter)
      }
    }
  }

  /// Whether the function is NaN beyond 1, which would not equal itself.
  private func isInverse(_ operation: UnaryOperation) -> Bool {
    operation == .asin || operation == .acos
  }

  /// The bounds that Docs/Numerics.md states; half an ulp is correctly rounded.
  private func statedUlps(_ operation: UnaryOperation) -> Double {
    switch operation {
    case .negate, .abs, .sign, .relu, .power(exponent: 0), .floor, .ceil, .round, .atLeast,
      .atMost:
      0
    case .sqrt, .reciprocal, .power(exponent: 2), .power(exponent: -1): 0.5
    case .log, .sin, .cos, .tan, .asin, .acos, .atan, .leakyReLU: 1
    case .exp: 1.1
    case .tanh: 1.3
    case .power, .log1p: 1.5
    case .elu, .softplus, .expm1, .log2, .log10, .sinh, .cosh: 2
    case .sigmoid: 2.5
    case .erf, .silu: 3
    case .mish: 4
    case .gelu: 5
    }
  }

  /// The other tests' inputs leave most of the range out: here each exponent has its numbers, of either sign, from
  /// subnormal to infinite, and NaN.
  @Test(arguments: Kernels.supported, operations)
  func errorStaysWithinTheStatedBoundOverAllFloats(_ kernels: Kernels, _ operation: UnaryOperation)
  {
    let x = stride(from: UInt32(0), through: .max, by: 400_009).map { bits in
      let number = Float(bitPattern: bits)
      return number.isNaN ? .nan : number
    }
    let errors = zip(x, forward(operation, kernels, x)).map { x, y in
      ulps(y, from: operation == .gelu && x == -.infinity ? 0 : operation(Double(x)))
    }
    let (worst, error) = zip(x, errors).max { $0.1 < $1.1 } ?? (0, .infinity)
    #expect(error <= statedUlps(operation), "\(operation) of \(worst)")
  }

  @Test(arguments: Kernels.supported, operations)
  func forwardIsWithinTheStatedBound(_ kernels: Kernels, _ operation: UnaryOperation) {
    var generator = SplitMix(seed: 1)
    for range in [Float(-1)...1, -20...20, -100...100] {
      let x = generator.floats(500, in: range)
      for (x, y) in zip(x, forward(operation, kernels, x)) {
        #expect(
          ulps(y, from: operation(Double(x))) <= statedUlps(operation),
          "\(operation) of \(x) gave \(y)")
      }
    }
  }

  @Test(arguments: Kernels.supported, operations)
  func forwardHoldsAtExtremes(_ kernels: Kernels, _ operation: UnaryOperation) {
    for (x, y) in zip(Self.extremes, forward(operation, kernels, Self.extremes)) {
      let exact = operation == .gelu && x == -.infinity ? 0 : operation(Double(x))
      #expect(
        ulps(y, from: exact) <= statedUlps(operation),
        "\(operation) of \(x) gave \(y), not \(exact)")
    }
  }

  @Test(arguments: Kernels.supported, operations)
  func everyCountGivesTheSameElements(_ kernels: Kernels, _ operation: UnaryOperation) {
    var generator = SplitMix(seed: 2)
    let x = generator.floats(200, in: 0.1...(isInverse(operation) ? 1 : 3))
    let all = forward(operation, kernels, x)
    for count in kernels.countsAroundBlocks {
      let part = forward(operation, kernels, Array(x.prefix(count)))
      #expect(part.elementsEqual(all.prefix(count)), "\(operation) of \(count)")
    }
  }

  @Test(arguments: Kernels.supported, operations)
  func gradientIsTheDerivativeTimesTheIncomingGradient(
    _ kernels: Kernels, _ operation: UnaryOperation
  ) {
    var generator = SplitMix(seed: 3)
    let (index, parameter) = operation.kernel
    for count in kernels.countsAroundBlocks + [500] {
      let x = generator.floats(count, in: -3...3) + [0, 1000, -1000]
      let g = generator.floats(x.count)
      let y = Storage(forward(operation, kernels, x))
      let input = Storage(x)
      let result = unsafe output(x.count) { out in
        // What the rule does not need is not there to be read.
        unsafe kernels.table.pointee.unary_gradient[index](
          x.count, g, operation.needsInput ? input.pointer : nil,
          operation.needsResult ? y.pointer : nil, out, parameter)
      }
      for (i, out) in result.enumerated() {
        let a = Double(x[i])
        let exact = Double(g[i]) * operation.derivative(at: a, result: operation(a))
        let scale = Double(abs(g[i])) * ([.gelu, .silu, .mish].contains(operation) ? 2 : 1)
        let isRight =
          ulps(out, from: exact) <= 8 || abs(Double(out) - exact) <= 4e-7 * scale
          || (operation == .sqrt || operation == .log) && exact.isNaN == out.isNaN && a <= 0
        #expect(isRight, "\(operation)' of \(a) gave \(out), not \(exact)")
      }
    }
  }

  @Test(arguments: Kernels.supported)
  func reluKeepsNaNInValueAndGradient(_ kernels: Kernels) {
    #expect(forward(.relu, kernels, [.nan])[0].isNaN)
    let gradient = unsafe output(1) { out in
      unsafe kernels.table.pointee.unary_gradient[UnaryOperation.relu.kernel.index](
        1, [1], nil, [.nan], out, 0)
    }
    #expect(gradient[0].isNaN)
  }

  @Test(arguments: Kernels.supported, operations)
  func outputMayBeTheInput(_ kernels: Kernels, _ operation: UnaryOperation) {
    var generator = SplitMix(seed: 4)
    let x = generator.floats(75, in: 0.1...(isInverse(operation) ? 1 : 3))
    let (index, parameter) = operation.kernel
    let inPlace = unsafe output(x.count, from: x) {
      unsafe kernels.table.pointee.unary[index](x.count, $0, $0, parameter)
    }
    #expect(inPlace == forward(operation, kernels, x))
  }
}
