/// The rule of ``TensorOperation/matmul``.
struct MatrixProductRule: OperationRule {
  var symbol: String { "matmul" }
  var roles: [String] { ["left", "right"] }
  var isDifferentiable: Bool { true }
  var needsResult: Bool { false }

  func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool { wanted(1 - index) }

  func resultShape(inputCount: Int, _ input: (Int) -> Shape) -> Shape {
    let (left, right) = (input(0), input(1))
    require(
      left.rank >= 2 && left.rank == right.rank
        && left.dropLast(2).elementsEqual(right.dropLast(2))
        && left[left.rank - 1] == right[right.rank - 2],
      "matmul: \(left) and \(right) do not fit: the last axis of the first must equal the second to last of the other"
    )
    return left.replacing(axis: left.rank - 1, with: right[right.rank - 1])
  }

  func function(of names: [String]) -> String { "(\(symbol))" }

  func formula(forInput index: Int, of names: [String], result: String) -> Formula {
    Formula(gradientOf: names[index], result: result) { g in
      index == 0 ? "\(g)·\(names[1])ᵀ" : "\(names[0])ᵀ·\(g)"
    }
  }

  func pullback<T: DifferentiableTensor>(
    _ gradient: T, inputs: [T], result: T, wanted: [Bool]
  ) -> [T?] {
    [
      wanted[0] ? gradient.matmul(inputs[1].transposed()) : nil,
      wanted[1] ? inputs[0].transposed().matmul(gradient) : nil,
    ]
  }
}

/// The rule of ``TensorOperation/linear``.
struct LinearRule: OperationRule {
  var symbol: String { "linear" }
  var roles: [String] { ["input", "weight", "bias"] }
  var isDifferentiable: Bool { true }
  var needsResult: Bool { false }

  func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool { index < 2 && wanted(1 - index) }

  func resultShape(inputCount: Int, _ input: (Int) -> Shape) -> Shape {
    let (x, weight) = (input(0), input(1))
    require(
      weight.rank == 2 && x.rank >= 1 && x[x.rank - 1] == weight[1],
      "linear: input \(x) does not fit weight \(weight): the last axis of the input must be the weight's second"
    )
    if inputCount > 2 {
      let bias = input(2)
      require(
        bias.elementsEqual(weight.prefix(1)), "linear: bias \(bias) does not fit weight \(weight)")
    }
    return x.replacing(axis: x.rank - 1, with: weight[0])
  }

  func function(of names: [String]) -> String { "(\(symbol))" }

  func formula(forInput index: Int, of names: [String], result: String) -> Formula {
    Formula(gradientOf: names[index], result: result) { g in
      switch index {
      case 0: "\(g)·\(names[1])"
      case 1: "\(g)ᵀ·\(names[0])"
      default: "Σ \(g) over rows"
      }
    }
  }

  func pullback<T: DifferentiableTensor>(
    _ gradient: T, inputs: [T], result: T, wanted: [Bool]
  ) -> [T?] {
    let rows = gradient.flattened(keepingLast: 1)
    let bias = inputs.count > 2 ? [wanted[2] ? rows.sum(axis: 0) : nil] : []
    return [
      wanted[0] ? gradient.matmul(inputs[1]) : nil,
      wanted[1] ? rows.transposed().matmul(inputs[0].flattened(keepingLast: 1)) : nil,
    ] + bias
  }
}
