import SwiftGrad

@testable import Autograd

/// An operation of the vocabulary with inputs to try it on.
struct VocabularyCase: CustomStringConvertible, Sendable {
  let operation: NodeOperation
  let shapes: [Shape]
  /// Where the inputs are drawn from: some functions are defined on one side only.
  var range = -2.0...2.0

  var description: String { "\(operation.symbol) of \(shapes)" }

  /// The inputs' numbers, exactly representable in `Float` so that both engines start from the same.
  var numbers: [[Double]] {
    var generator = SeededGenerator(seed: 17)
    return shapes.map { shape in
      (0..<shape.elementCount).map { _ in
        Double(Float(generator.uniform(in: range)))
      }
    }
  }
}

extension VocabularyCase {
  /// Whether there is something in and something out, so that there are slopes.
  var hasNumbers: Bool {
    let inputs = zip(numbers, shapes).map { ValueTensor($0, shape: $1) }
    return !numbers.joined().isEmpty && operation(inputs).shape.elementCount > 0
  }
}

extension NodeOperation {
  /// Which entry of the vocabulary this is. A new operation does not compile until it has a number here, and
  /// `everyOperationIsTried` fails until it has a case below.
  var entry: Int {
    switch self {
    case .unary(let operation):
      switch operation {
      case .negate: 0
      case .abs: 1
      case .exp: 2
      case .log: 3
      case .sqrt: 4
      case .reciprocal: 5
      case .sin: 6
      case .cos: 7
      case .tanh: 8
      case .sigmoid: 9
      case .relu: 10
      case .gelu: 11
      case .softplus: 12
      case .erf: 13
      case .sign: 14
      case .leakyReLU: 15
      case .elu: 16
      case .power: 17
      case .floor: 51
      case .ceil: 52
      case .round: 53
      case .atLeast: 54
      case .atMost: 55
      case .log1p: 56
      case .expm1: 57
      case .log2: 58
      case .log10: 59
      case .tan: 60
      case .asin: 61
      case .acos: 62
      case .atan: 63
      case .sinh: 64
      case .cosh: 65
      case .silu: 66
      case .mish: 67
      }
    case .binary(let operation):
      switch operation {
      case .add: 18
      case .subtract: 19
      case .multiply: 20
      case .divide: 21
      case .power: 22
      case .maximum: 23
      case .minimum: 24
      case .greater: 25
      case .greaterOrEqual: 26
      case .less: 27
      case .lessOrEqual: 28
      case .equal: 29
      case .notEqual: 30
      }
    case .select: 31
    case .tensor(let operation):
      switch operation {
      case .matmul: 32
      case .linear: 33
      case .sum: 34
      case .mean: 35
      case .maximum: 36
      case .softmax: 37
      case .logSoftmax: 38
      case .crossEntropy: 39
      case .reshape: 40
      case .permute: 41
      case .broadcast: 42
      case .slice: 43
      case .unslice: 44
      case .concatenate: 45
      case .gather: 46
      case .scatterAdd: 47
      case .cumulativeSum: 48
      case .unfold: 49
      case .fold: 50
      }
    }
  }

  static let entryCount = 68
}

extension VocabularyCase {
  static let all = unary + limitsAndInverses + binary + selections + products + reductions + layouts

  private static let unary: [VocabularyCase] = {
    let anywhere: [UnaryOperation] = [
      .negate, .abs, .exp, .sin, .cos, .tanh, .sigmoid, .relu, .gelu, .softplus, .erf,
      .sign, .leakyReLU(slope: 0.2), .elu(alpha: 1.5), .power(exponent: 2), .power(exponent: 3),
    ]
    let positive: [UnaryOperation] = [
      .log, .sqrt, .reciprocal, .power(exponent: 0.5), .power(exponent: -1.5),
    ]
    let shapes: [Shape] = [[], [1], [3, 17], [0, 4], [2, 1, 33]]
    return shapes.flatMap { shape in
      anywhere.map { VocabularyCase(operation: .unary($0), shapes: [shape]) }
        + positive.map { VocabularyCase(operation: .unary($0), shapes: [shape], range: 0.2...3) }
    }
  }()

  private static let limitsAndInverses: [VocabularyCase] = {
    let anywhere: [UnaryOperation] = [
      .floor, .ceil, .round, .atLeast(-0.75), .atMost(0.5), .expm1, .atan, .sinh, .cosh, .silu,
      .mish,
    ]
    let inside: [(UnaryOperation, ClosedRange<Double>)] = [
      (.log1p, -0.8...2), (.log2, 0.2...3), (.log10, 0.2...3), (.tan, -1.2...1.2),
      (.asin, -0.9...0.9), (.acos, -0.9...0.9),
    ]
    return [[], [3, 4], [0, 4], [2, 1, 33]].flatMap { (shape: Shape) in
      anywhere.map { VocabularyCase(operation: .unary($0), shapes: [shape]) }
        + inside.map { VocabularyCase(operation: .unary($0), shapes: [shape], range: $1) }
    }
  }()

  private static let binary: [VocabularyCase] = {
    let shapes: [[Shape]] = [
      [[], []], [[3, 5], [3, 5]], [[3, 5], [5]], [[3, 1], [1, 17]], [[], [2, 3]], [[2, 3], []],
      [[4, 1, 3], [2, 1]], [[0, 3], [1, 3]], [[33], [1]], [[2, 3, 4], [2, 1, 4]],
    ]
    return shapes.flatMap { shapes in
      BinaryOperation.allCases.map {
        VocabularyCase(
          operation: .binary($0), shapes: shapes, range: $0 == .power ? 0.3...2.5 : -2...2)
      }
    }
  }()

  private static let selections: [VocabularyCase] = [
    [[3, 4], [3, 4], [3, 4]], [[3, 1], [4], []], [[], [2, 3], [2, 1]], [[0], [1], [0]],
  ].map { VocabularyCase(operation: .select, shapes: $0) }

  private static let products: [VocabularyCase] = [
    tensor(.matmul, [3, 5], [5, 2]), tensor(.matmul, [1, 1], [1, 1]),
    tensor(.matmul, [2, 3, 17], [2, 17, 5]), tensor(.matmul, [0, 4], [4, 3]),
    tensor(.matmul, [2, 0], [0, 3]), tensor(.matmul, [33, 7], [7, 19]),
    tensor(.linear, [4, 7], [5, 7], [5]),
    tensor(.linear, [4, 7], [5, 7]),
    tensor(.linear, [7], [5, 7], [5]),
    tensor(.linear, [2, 3, 7], [1, 7], [1]),
    tensor(.linear, [0, 7], [5, 7], [5]), tensor(.linear, [9, 17], [18, 17], [18]),
  ]

  private static let reductions: [VocabularyCase] = [
    tensor(.sum(.init(axes: [0, 1], keepsDimensions: false)), [3, 5]),
    tensor(.sum(.init(axes: [0], keepsDimensions: true)), [3, 17]),
    tensor(.sum(.init(axes: [1], keepsDimensions: false)), [33, 17]),
    tensor(.sum(.init(axes: [0, 2], keepsDimensions: false)), [3, 4, 5]),
    tensor(.sum(.init(axes: [1], keepsDimensions: false)), [2, 0, 3]),
    tensor(.sum(.init(axes: [], keepsDimensions: false)), [2, 3]),
    tensor(.mean(.init(axes: [0, 1], keepsDimensions: false)), [3, 5]),
    tensor(.mean(.init(axes: [0], keepsDimensions: true)), [3, 17]),
    tensor(.mean(.init(axes: [0, 2], keepsDimensions: false)), [3, 4, 5]),
    tensor(.mean(.init(axes: [], keepsDimensions: false)), [2, 3]),
    tensor(.maximum(.init(axes: [0, 1], keepsDimensions: false)), [3, 5]),
    tensor(.maximum(.init(axes: [1], keepsDimensions: true)), [3, 17]),
    tensor(.maximum(.init(axes: [0, 2], keepsDimensions: false)), [3, 4, 5]),
    tensor(.maximum(.init(axes: [1], keepsDimensions: false)), [0, 3]),
    tensor(.softmax(.init(axis: 1)), [3, 10]), tensor(.softmax(.init(axis: 0)), [5, 3]),
    tensor(.softmax(.init(axis: 1)), [2, 17, 3]), tensor(.softmax(.init(axis: 0)), [1]),
    tensor(.logSoftmax(.init(axis: 1)), [3, 10]), tensor(.logSoftmax(.init(axis: 0)), [5, 3]),
    tensor(.crossEntropy(.init(labels: [2, 0, 9, 2])), [4, 10]),
    tensor(.crossEntropy(.init(labels: [])), [0, 3]),
    tensor(.crossEntropy(.init(labels: [0, 0, 0])), [3, 1]),
  ]

  private static let layouts: [VocabularyCase] = [
    tensor(.reshape(.init(shape: [6])), [2, 3]), tensor(.reshape(.init(shape: [0, 2])), [3, 0]),
    tensor(.permute(.init(axes: [1, 0])), [17, 33]),
    tensor(.permute(.init(axes: [2, 0, 1])), [2, 3, 4]),
    tensor(.broadcast(.init(shape: [4, 2, 3])), [2, 1]), tensor(.broadcast(.init(shape: [5])), []),
    tensor(
      .slice(
        .init(slices: [AxisSlice(start: 1, count: 2), AxisSlice(start: 6, count: 3, step: -2)])),
      [4, 7]),
    tensor(.slice(.init(slices: [AxisSlice(start: 0, count: 0)])), [3]),
    tensor(
      .unslice(
        .init(
          slices: [AxisSlice(start: 1, count: 2), AxisSlice(start: 0, count: 3, step: 2)],
          shape: [4, 5])),
      [2, 3]),
    tensor(.concatenate(.init(axis: 1)), [2, 3], [2, 1], [2, 0]),
    tensor(.concatenate(.init(axis: 0)), [1, 3]),
    tensor(.gather(.init(axis: 0, indices: [2, 0, 2])), [3, 5]),
    tensor(.gather(.init(axis: 1, indices: [4, 4, 0, 1])), [3, 5]),
    tensor(.scatterAdd(.init(axis: 0, indices: [2, 0, 2], count: 4)), [3, 5]),
    tensor(.scatterAdd(.init(axis: 1, indices: [1, 1], count: 2)), [3, 2]),
    tensor(.cumulativeSum(.init(axis: 0, isReversed: false)), [3, 5]),
    tensor(.cumulativeSum(.init(axis: 1, isReversed: true)), [2, 17, 3]),
    tensor(.cumulativeSum(.init(axis: 1, isReversed: false)), [2, 0]),
    tensor(.unfold(.init(window: Window(3, padding: 1))), [2, 2, 5, 4]),
    tensor(.unfold(.init(window: skewed)), [1, 2, 7, 9]),
    tensor(.unfold(.init(window: Window(1))), [0, 1, 2, 2]),
    tensor(.unfold(.init(window: Window(2, stride: 2, padding: 1))), [1, 1, 3, 3]),
    tensor(.fold(.init(window: Window(2, stride: 1), shape: [1, 2, 3, 3])), [1, 8, 4]),
    tensor(.fold(.init(window: skewed, shape: [1, 1, 7, 9])), [1, 6, 12]),
  ]

  /// A window of 2 × 3 with everything different along the two axes.
  private static let skewed = Window(
    height: 2, width: 3, stride: (3, 2), padding: (1, 0), dilation: (2, 1))

  private static func tensor(_ operation: TensorOperation, _ shapes: Shape...) -> VocabularyCase {
    VocabularyCase(operation: .tensor(operation), shapes: shapes)
  }
}
