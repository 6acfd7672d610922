import Autograd

extension ValueTensor {
  /// A function of one number, applied to each element.
  public static func apply(_ operation: UnaryOperation, to input: ValueTensor) -> ValueTensor {
    ValueTensor(
      input.elements.map { .apply(operation, to: $0) }, shape: input.shape,
      flows: flows(through: .unary(operation), input))
  }

  /// A function of two numbers, applied to elements that broadcasting brings together.
  public static func apply(
    _ operation: BinaryOperation, to left: ValueTensor, _ right: ValueTensor
  ) -> ValueTensor {
    let shape = Shape.broadcasting([left.shape, right.shape], in: operation.symbol)
    let pairs = zip(left.stretched(to: shape), right.stretched(to: shape))
    return ValueTensor(
      pairs.map { .apply(operation, to: $0, $1) }, shape: shape,
      flows: flows(through: .binary(operation), left, right))
  }

  /// `first` where `condition` is not 0 and `second` elsewhere, with broadcasting.
  public static func select(
    where condition: ValueTensor, _ first: ValueTensor, _ second: ValueTensor
  ) -> ValueTensor {
    let shape = Shape.broadcasting([condition.shape, first.shape, second.shape], in: "select")
    let (ones, others) = (first.stretched(to: shape), second.stretched(to: shape))
    let elements = condition.stretched(to: shape).enumerated().map { index, condition in
      Value.select(where: condition, ones[index], others[index])
    }
    return ValueTensor(elements, shape: shape, flows: flows(through: .select, first, second))
  }

  /// An operation on whole tensors, spelled out in operations of ``Value``.
  public static func apply(_ operation: TensorOperation, to inputs: [ValueTensor]) -> ValueTensor {
    let shape = operation.resultShape(of: inputs.map(\.shape))
    var elements = elements(of: operation, inputs, shape: shape)
    let isRecording = Recording.isEnabled
    // What was only moved, and no gradient flows through, shares nothing with the input: that may be changed or be given a gradient.
    for index in elements.indices
    where !(isRecording && elements[index].requiresGradient)
      && !isKnownUniquelyReferenced(&elements[index])
    {
      elements[index] = elements[index].copiedAsConstant()
    }
    let flows = isRecording && inputs.contains(where: \.requiresGradient)
    return ValueTensor(elements, shape: shape, flows: flows)
  }

  /// Whether the result of an element-wise operation is recorded.
  private static func flows(through operation: NodeOperation, _ inputs: ValueTensor...) -> Bool {
    operation.isDifferentiable && inputs.contains(where: \.requiresGradient) && Recording.isEnabled
  }

  private static func elements(
    of operation: TensorOperation, _ inputs: [ValueTensor], shape: Shape
  ) -> [Value] {
    let input = inputs[0]
    switch operation {
    case .matmul: return products(input, inputs[1], shape: shape)
    case .linear: return affine(input, weight: inputs[1], bias: inputs.dropFirst(2).first)
    case .sum(let sum): return input.reduced(over: sum.axes) { $0.sum().apart(from: $0) }
    case .mean(let mean):
      let count = Double(input.shape.elementCount(along: mean.axes))
      return input.reduced(over: mean.axes) { $0.sum() / count }
    case .maximum(let maximum):
      return input.reduced(over: maximum.axes) { $0.largest().apart(from: $0) }
    case .softmax(let softmax):
      return input.mapped(along: softmax.axis) { $0.logSoftmax().map { $0.exp() } }
    case .logSoftmax(let softmax): return input.mapped(along: softmax.axis) { $0.logSoftmax() }
    case .crossEntropy(let loss):
      return loss.labels.enumerated().map { row, label in -input.row(row).logSoftmax()[label] }
    case .reshape: return input.elements
    case .permute(let permute):
      let strides = input.shape.strides
      return input.elements(at: shape, start: 0, strides: permute.axes.map { strides[$0] })
    case .broadcast: return input.stretched(to: shape)
    case .slice(let slice): return input.elements(in: slice.slices)
    case .unslice(let unslice):
      return placed(
        input.elements, at: positions(of: unslice.slices, in: shape), count: shape.elementCount)
    case .concatenate(let join): return concatenated(inputs, axis: join.axis)
    case .gather(let gather):
      return positions(of: gather.indices, along: gather.axis, in: input.shape)
        .map { input.elements[$0] }
    case .cumulativeSum(let sum):
      return input.mapped(along: sum.axis) { $0.cumulativeSums(reversed: sum.isReversed) }
    case .unfold(let unfold):
      let positions = positions(of: unfold.window, in: input.shape)
      return placed(
        positions.map { input.elements[$0.pixel] }, at: positions.map(\.unfolded),
        count: shape.elementCount)
    case .fold(let fold):
      let positions = positions(of: fold.window, in: shape)
      return placed(
        positions.map { input.elements[$0.unfolded] }, at: positions.map(\.pixel),
        count: shape.elementCount)
    case .scatterAdd(let scatter):
      return placed(
        input.elements, at: positions(of: scatter.indices, along: scatter.axis, in: shape),
        count: shape.elementCount)
    }
  }
}

// MARK: Arithmetic

extension [Value] {
  /// The largest; where several are equal, their mean, so that they share the gradient evenly.
  fileprivate func largest() -> Value {
    let largest = reduce(-Double.infinity) { BinaryOperation.maximum($0, $1.data) }
    if largest.isNaN { return sum() * Double.nan }
    let equals = filter { $0.data == largest }
    if equals.count == 1 { return equals[0] }
    let mean = equals.sum() / Double(equals.count)
    // Rounding may have taken the mean of equal numbers away from them.
    let error = mean.data - largest
    return error.isFinite && error != 0 ? mean - error : mean
  }

  /// The sum of all elements up to each, or from each on: each a node of its own, which the next sum does not go on from.
  fileprivate func cumulativeSums(reversed isReversed: Bool) -> [Value] {
    var sums = self
    let order = isReversed ? Array<Int>(indices.reversed()) : Array<Int>(indices)
    for (previous, index) in zip(order, order.dropFirst()) {
      sums[index] = sums[previous] + sums[index]
    }
    return sums.map { $0 * 1 }
  }

  /// x − log Σ exp(x) of each element, with the largest taken out first so that nothing overflows.
  fileprivate func logSoftmax() -> [Value] {
    // Where the largest is infinite, ∞ − ∞ makes every result NaN.
    let shift = Value.constant(reduce(-Double.infinity) { Swift.max($0, $1.data) })
    let shifted = map { $0 - shift }
    let logarithm = shifted.map { $0.exp() }.sum().log()
    return shifted.map { $0 - logarithm }
  }
}

extension Value {
  fileprivate func copiedAsConstant() -> Value {
    let copy = Value.constant(number)
    if let label { copy.label = label }
    return copy
  }

  /// This number, as a node that is none of those it was made from: a result has a gradient of its own.
  fileprivate func apart(from elements: [Value]) -> Value {
    elements.contains(self) ? self * 1 : self
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
    _ input: ValueTensor, weight: ValueTensor, bias: ValueTensor?
  ) -> [Value] {
    let (outputs, depth) = (weight.shape[0], weight.shape[1])
    let rows = input.shape.dropLast().reduce(1, *)
    return (0..<rows * outputs).map { position in
      let (row, output) = (position / outputs, position % outputs)
      var result = (0..<depth).map { k in
        weight.elements[output * depth + k] * input.elements[row * depth + k]
      }.sum()
      if let bias { result = result + bias.elements[output] }
      return result
    }
  }
}
