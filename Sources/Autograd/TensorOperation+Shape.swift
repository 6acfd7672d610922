extension TensorOperation {
  /// The shape of the result; traps, naming the operation and the shapes, when the inputs do not fit.
  public func resultShape(of inputs: [Shape]) -> Shape {
    switch self {
    case .matmul: return matmulShape(inputs[0], inputs[1])
    case .linear: return linearShape(inputs)
    case .sum(let axes, let keepingDimensions):
      return inputs[0].reduced(over: axes, keepingDimensions: keepingDimensions)
    case .maximum(let axes, let keepingDimensions):
      require(
        axes.allSatisfy { inputs[0][$0] > 0 },
        "max: there is no largest of no elements, along axes \(axes) of shape \(inputs[0])")
      return inputs[0].reduced(over: axes, keepingDimensions: keepingDimensions)
    case .softmax, .logSoftmax: return inputs[0]
    case .crossEntropy(let labels): return crossEntropyShape(inputs[0], labels)
    case .reshape(let shape):
      require(
        shape.elementCount == inputs[0].elementCount,
        "reshape: \(inputs[0]) has \(inputs[0].elementCount) elements, \(shape) has \(shape.elementCount)"
      )
      return shape
    case .permute(let axes):
      require(
        axes.sorted() == Array(inputs[0].indices),
        "permute: \(axes) does not name every axis of \(inputs[0]) once")
      return Shape(axes.map { inputs[0][$0] })
    case .broadcast(let shape):
      require(
        inputs[0].broadcast(with: shape) == shape,
        "broadcast: \(inputs[0]) does not stretch to \(shape)")
      return shape
    case .slice(let slices): return sliceShape(inputs[0], slices)
    case .unslice(let slices, let shape):
      require(
        sliceShape(shape, slices) == inputs[0],
        "unslice: \(inputs[0]) does not fit the slice of \(shape)")
      return shape
    case .concatenate(let axis): return concatenateShape(inputs, axis: axis)
    case .gather(let axis, let indices):
      check(indices, count: inputs[0][axis], axis: axis)
      return inputs[0].replacing(axis: axis, with: indices.count)
    case .scatterAdd(let axis, let indices, let count):
      require(
        inputs[0][axis] == indices.count,
        "scatterAdd: \(indices.count) indices for axis \(axis) of shape \(inputs[0])")
      check(indices, count: count, axis: axis)
      return inputs[0].replacing(axis: axis, with: count)
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

  private func linearShape(_ inputs: [Shape]) -> Shape {
    let (input, weight) = (inputs[0], inputs[1])
    require(
      weight.rank == 2 && input.rank >= 1 && input[input.rank - 1] == weight[1],
      "linear: input \(input) does not fit weight \(weight): the last axis of the input must be the weight's second"
    )
    if inputs.count > 2 {
      require(
        inputs[2].elementsEqual(weight.prefix(1)),
        "linear: bias \(inputs[2]) does not fit weight \(weight)")
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
