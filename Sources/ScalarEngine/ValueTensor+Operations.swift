import Autograd

extension ValueTensor {
  /// A function of one number, applied to each element.
  public static func apply(_ operation: UnaryOperation, to input: ValueTensor) -> ValueTensor {
    ValueTensor(elements: input.elements.map { .apply(operation, to: $0) }, shape: input.shape)
  }

  /// A function of two numbers, applied to elements that broadcasting brings together.
  public static func apply(
    _ operation: BinaryOperation, to left: ValueTensor, _ right: ValueTensor
  ) -> ValueTensor {
    let shape = Shape.broadcasting([left.shape, right.shape], in: operation.symbol)
    let pairs = zip(left.stretched(to: shape), right.stretched(to: shape))
    return ValueTensor(elements: pairs.map { .apply(operation, to: $0, $1) }, shape: shape)
  }

  /// `first` where `condition` is not 0 and `second` elsewhere, with broadcasting.
  public static func select(
    where condition: ValueTensor, _ first: ValueTensor, _ second: ValueTensor
  ) -> ValueTensor {
    let shape = Shape.broadcasting([condition.shape, first.shape, second.shape], in: "select")
    let (first, second) = (first.stretched(to: shape), second.stretched(to: shape))
    let elements = condition.stretched(to: shape).enumerated().map { index, condition in
      Value.select(where: condition, first[index], second[index])
    }
    return ValueTensor(elements: elements, shape: shape)
  }

  /// An operation on whole tensors, spelled out in operations of ``Value``.
  public static func apply(_ operation: TensorOperation, to inputs: [ValueTensor]) -> ValueTensor {
    let shape = operation.resultShape(of: inputs.map(\.shape))
    return ValueTensor(elements: elements(of: operation, inputs, shape: shape), shape: shape)
  }

  private static func elements(
    of operation: TensorOperation, _ inputs: [ValueTensor], shape: Shape
  ) -> [Value] {
    let input = inputs[0]
    switch operation {
    case .matmul: return products(input, inputs[1], shape: shape)
    case .linear(let activation):
      return affine(
        input, weight: inputs[1], bias: inputs.dropFirst(2).first, activation: activation)
    case .sum(let axes, _): return input.reduced(over: axes) { $0.sum() }
    case .mean(let axes, _):
      let count = Double(input.shape.elementCount(along: axes))
      return input.reduced(over: axes) { $0.sum() / count }
    case .maximum(let axes, _): return input.reduced(over: axes) { $0.largest() }
    case .softmax(let axis): return input.mapped(along: axis) { $0.logSoftmax().map { $0.exp() } }
    case .logSoftmax(let axis): return input.mapped(along: axis) { $0.logSoftmax() }
    case .crossEntropy(let labels):
      return labels.enumerated().map { row, label in -input.row(row).logSoftmax()[label] }
    case .reshape: return input.elements
    case .permute(let axes):
      let strides = input.shape.strides
      return input.elements(at: shape, start: 0, strides: axes.map { strides[$0] })
    case .broadcast(let target): return input.stretched(to: target)
    case .slice(let slices): return input.elements(in: slices)
    case .unslice(let slices, _):
      return placed(input.elements, at: positions(of: slices, in: shape), count: shape.elementCount)
    case .concatenate(let axis): return concatenated(inputs, axis: axis)
    case .gather(let axis, let indices):
      return positions(of: indices, along: axis, in: input.shape).map { input.elements[$0] }
    case .scatterAdd(let axis, let indices, _):
      return placed(
        input.elements, at: positions(of: indices, along: axis, in: shape),
        count: shape.elementCount)
    }
  }
}

// MARK: Arithmetic

extension [Value] {
  /// The sum, from the first element on; 0 for none.
  func sum() -> Value { dropFirst().reduce(first ?? .constant(0), +) }

  /// The largest; where several are equal, their mean, so that they share the gradient evenly.
  fileprivate func largest() -> Value {
    let largest = reduce(-Double.infinity) { BinaryOperation.maximum($0, $1.data) }
    if largest.isNaN { return sum() * Double.nan }
    let equals = filter { $0.data == largest }
    return equals.count == 1 ? equals[0] : equals.sum() / Double(equals.count)
  }

  /// x − log Σ exp(x) of each element, with the largest taken out first so that nothing overflows.
  fileprivate func logSoftmax() -> [Value] {
    let largest = reduce(-Double.infinity) { Swift.max($0, $1.data) }
    let shift = Value.constant(largest.isFinite ? largest : 0)
    let shifted = map { $0 - shift }
    let logarithm = shifted.map { $0.exp() }.sum().log()
    return shifted.map { $0 - logarithm }
  }
}

extension ValueTensor {
  fileprivate func row(_ index: Int) -> [Value] {
    let length = shape[shape.rank - 1]
    return Array(elements[index * length..<(index + 1) * length])
  }

  private static func products(_ left: ValueTensor, _ right: ValueTensor, shape: Shape) -> [Value] {
    let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let depth = left.shape[left.shape.rank - 1]
    return (0..<shape.elementCount).map { position in
      let (matrix, row, column) = (
        position / columns / rows, position / columns % rows, position % columns
      )
      return (0..<depth).map { k in
        left.elements[(matrix * rows + row) * depth + k]
          * right.elements[(matrix * depth + k) * columns + column]
      }.sum()
    }
  }

  private static func affine(
    _ input: ValueTensor, weight: ValueTensor, bias: ValueTensor?, activation: UnaryOperation?
  ) -> [Value] {
    let (outputs, depth) = (weight.shape[0], weight.shape[1])
    let rows = input.shape.dropLast().reduce(1, *)
    return (0..<rows * outputs).map { position in
      let (row, output) = (position / outputs, position % outputs)
      var result = (0..<depth).map { k in
        weight.elements[output * depth + k] * input.elements[row * depth + k]
      }.sum()
      if let bias { result = result + bias.elements[output] }
      return activation.map { .apply($0, to: result) } ?? result
    }
  }
}
