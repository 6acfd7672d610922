import SwiftGrad

/// What is measured on each number of a tensor.
enum ElementwiseOperation: String, CaseIterable {
  case add, multiply, relu, exp, log, log1p, tanh, sigmoid, silu, sum
  case softmax = "softmax, rows of 512"
  case crossEntropy = "cross-entropy, rows of 10"
  case sgd = "SGD with momentum"
  case adam = "Adam"
  case bytes = "bytes to floats"

  /// The bytes read and written for each element.
  private var bytesPerElement: Int {
    switch self {
    case .sum, .crossEntropy: 4
    case .bytes: 5
    case .relu, .exp, .log, .log1p, .tanh, .sigmoid, .silu, .softmax: 8
    case .add, .multiply: 12
    case .sgd: 20
    case .adam: 28
    }
  }

  /// What is moved as one, so that elements come in multiples of it.
  private var rowLength: Int {
    switch self {
    case .softmax: 512
    case .crossEntropy: 10
    case .bytes: 784
    default: 1
    }
  }

  /// The operation on as many elements as make it read and write about `bytes`.
  func workload(bytes: Int) -> Workload {
    let rowCount = max(1, bytes / (bytesPerElement * rowLength))
    let shape: Shape = rowLength == 1 ? [rowCount] : [rowCount, rowLength]
    let run = runner(shape)
    return Workload(amount: Double(shape.elementCount * bytesPerElement), run: run)
  }

  private func runner(_ shape: Shape) -> () -> Void {
    switch self {
    case .add: binary(.add, shape)
    case .multiply: binary(.multiply, shape)
    case .relu: unary(.relu, shape)
    case .exp: unary(.exp, shape)
    case .log: unary(.log, shape)
    case .log1p: unary(.log1p, shape)
    case .tanh: unary(.tanh, shape)
    case .sigmoid: unary(.sigmoid, shape)
    case .silu: unary(.silu, shape)
    case .sum: on(random(shape)) { _ = $0.sum() }
    case .softmax: on(random(shape)) { _ = $0.softmax(axis: 1) }
    case .crossEntropy:
      on((random(shape), (0..<shape[0]).map { $0 % shape[1] })) {
        _ = SwiftGrad.crossEntropy($0, $1, reduction: .none)
      }
    case .sgd:
      update(
        .sgd(learningRate: 0.01, momentum: 0.9, nesterov: false, weightDecay: 0), shape)
    case .adam:
      update(
        .adam(
          learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0,
          decoupled: false, step: 1000), shape)
    case .bytes: gather(shape)
    }
  }

  private func unary(_ operation: UnaryOperation, _ shape: Shape) -> () -> Void {
    on(random(shape)) { _ = Tensor.apply(operation, to: $0) }
  }

  private func binary(_ operation: BinaryOperation, _ shape: Shape) -> () -> Void {
    on((random(shape), random(shape))) { _ = Tensor.apply(operation, to: $0, $1) }
  }

  private func update(_ rule: ParameterUpdate, _ shape: Shape) -> () -> Void {
    let parameter = random(shape)
    parameter.grad = random(shape)
    let states = (0..<rule.stateCount).map { _ in Tensor.zeros(shape) }
    return { parameter.update(by: rule, states: states) }
  }

  private func gather(_ shape: Shape) -> () -> Void {
    let bytes = (0..<shape.elementCount).map { UInt8(truncatingIfNeeded: $0) }
    return {
      let rows = ByteRows(
        bytes, rows: Array(0..<shape[0]), rowShape: [shape[1]], scale: 0.01, offset: -0.5)
      _ = Tensor.prefetch(rows)()
    }
  }

  private func on<Input>(
    _ input: Input, _ operation: @escaping (Input) -> Void
  ) -> () -> Void { { operation(input) } }

  /// Numbers from 0.1 to 1, which every operation takes.
  private func random(_ shape: Shape) -> Tensor {
    var generator = SeededGenerator(seed: 1)
    let scalars = (0..<shape.elementCount).map { _ in Float(generator.uniform(in: 0.1...1)) }
    return Tensor(scalars, shape: shape)
  }
}
