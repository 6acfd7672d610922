extension TensorOperation {
  /// The shape of the result; traps, naming the operation and the shapes, when the inputs do not fit.
  public func resultShape(of inputs: [Shape]) -> Shape {
    resultShape(inputCount: inputs.count) { inputs[$0] }
  }

  /// The same for inputs whose shapes are in no array.
  package func resultShape(inputCount: Int, _ input: (Int) -> Shape) -> Shape {
    var first: Shape { input(0) }
    switch self {
    case .matmul: return matmulShape(first, input(1))
    case .linear: return linearShape(first, weight: input(1), bias: inputCount > 2 ? input(2) : nil)
    case .sum(let axes, let keepingDimensions), .mean(let axes, let keepingDimensions):
      return first.reduced(over: axes, keepingDimensions: keepingDimensions)
    case .maximum(let axes, let keepingDimensions):
      require(
        axes.allSatisfy { first[$0] > 0 },
        "max: there is no largest of no elements, along axes \(axes) of shape \(first)")
      return first.reduced(over: axes, keepingDimensions: keepingDimensions)
    case .softmax, .logSoftmax: return first
    case .crossEntropy(let labels): return crossEntropyShape(first, labels)
    case .reshape(let shape):
      require(
        shape.elementCount == first.elementCount,
        "reshape: \(first) has \(first.elementCount) elements, \(shape) has \(shape.elementCount)"
      )
      return shape
    case .permute(let axes):
      require(
        axes.sorted() == Array(first.indices),
        "permute: \(axes) does not name every axis of \(first) once")
      return Shape(axes.map { first[$0] })
    case .broadcast(let shape):
      require(
        first.broadcast(with: shape) == shape,
        "broadcast: \(first) does not stretch to \(shape)")
      return shape
    case .slice(let slices): return sliceShape(first, slices)
    case .unslice(let slices, let shape):
      require(
        sliceShape(shape, slices) == first,
        "unslice: \(first) does not fit the slice of \(shape)")
      return shape
    case .concatenate(let axis): return concatenateShape((0..<inputCount).map(input), axis: axis)
    case .gather(let axis, let indices):
      check(indices, count: first[axis], axis: axis)
      return first.replacing(axis: axis, with: indices.count)
    case .scatterAdd(let axis, let indices, let count):
      require(
        first[axis] == indices.count,
        "scatterAdd: \(indices.count) indices for axis \(axis) of shape \(first)")
      check(indices, count: count, axis: axis)
      return first.replacing(axis: axis, with: count)
    }
  }

  private func matmulShape(_ left: Shape, _ right: Shape) -> Shape {
    require(
      left.rank >= 2 && left.rank == right.rank
        && left.dropLast(2).elementsEqual(right.dropLast(2))
        && left[left.rank - 1] == right[right.rank - 2],
      "matmul: \(left) and \(right) do not fit: the last axis of the first must equal the second to last of the other"
    )
    return left.replacing(axis: left.rank - 1, with: right[right.rank - 1])
  }

  private func linearShape(_ input: Shape, weight: Shape, bias: Shape?) -> Shape {
    require(
      weight.rank == 2 && input.rank >= 1 && input[input.rank - 1] == weight[1],
      "linear: input \(input) does not fit weight \(weight): the last axis of the input must be the weight's second"
    )
    if let bias {
      require(
        bias.elementsEqual(weight.prefix(1)),
        "linear: bias \(bias) does not fit weight \(weight)")
    }
    if case .linear(let activation?) = self {
      require(
        !activation.needsInput,
        "linear: \(activation.symbol) cannot be fused, its derivative needs more than its result")
    }
    return input.replacing(axis: input.rank - 1, with: weight[0])
  }

  private func crossEntropyShape(_ logits: Shape, _ labels: [Int]) -> Shape {
    require(
      logits.rank == 2 && logits[0] == labels.count,
      "crossEntropy: \(labels.count) labels do not fit logits of shape \(logits), which must be [rows, classes]"
    )
    for (row, label) in labels.enumerated() {
      require(
        label >= 0 && label < logits[1],
        "crossEntropy: label \(label) in row \(row) is not one of \(logits[1]) classes")
    }
    return [labels.count]
  }

  private func sliceShape(_ input: Shape, _ slices: [AxisSlice]) -> Shape {
    require(slices.count == input.rank, "slice: \(slices.count) slices for shape \(input)")
    for (axis, slice) in slices.enumerated() where slice.count > 0 {
      let last = slice.start + (slice.count - 1) * slice.step
      require(
        slice.step != 0 && (0..<input[axis]).contains(slice.start)
          && (0..<input[axis]).contains(last),
        "slice: elements \(slice.start) to \(last) of axis \(axis) are outside of shape \(input)")
    }
    return Shape(slices.map(\.count))
  }

  private func concatenateShape(_ inputs: [Shape], axis: Int) -> Shape {
    require(!inputs.isEmpty, "concatenate: there is nothing to concatenate")
    let first = inputs[0]
    require(
      inputs.allSatisfy {
        $0.rank == first.rank
          && $0.replacing(axis: axis, with: 0) == first.replacing(axis: axis, with: 0)
      },
      "concatenate: shapes \(inputs) differ in more than axis \(axis)")
    return first.replacing(axis: axis, with: inputs.reduce(0) { $0 + $1[axis] })
  }

  private func check(_ indices: [Int], count: Int, axis: Int) {
    for index in indices {
      require(
        index >= 0 && index < count,
        "\(symbol): index \(index) is outside of axis \(axis), which has length \(count)")
    }
  }
}
