// PyTorch's `torch.autograd.functional.jacobian` and `hessian`, of a function of one tensor: join several into one, or take
// `gradient(of:withRespectTo:createGraph:)`.

/// How every number that a function gives changes with every number it takes: a tensor of shape `output.shape + input.shape`.
///
///     let x = Tensor([1, 2, 3])
///     jacobian(of: { $0 * $0 }, at: x)   // [3, 3]: 2, 4, 6 on the diagonal
///
/// A backward pass for each number of the output. Zeros where the output does not depend on the input.
///
/// - Parameters:
///   - function: gives a tensor of any shape.
///   - input: where; it need not require a gradient.
///   - createGraph: whether the result can be differentiated itself, by `input` and whatever else `function` reads.
public func jacobian<T: DifferentiableTensor>(
  of function: (T) -> T, at input: T, createGraph: Bool = false
) -> T {
  Recording.$isEnabled.withValue(true) {
    let input = input.differentiable(keepingGraph: createGraph)
    let output = function(input)
    let shape = Shape(output.shape.dimensions + input.shape.dimensions)
    let outputs = output.reshaped([output.shape.elementCount])
    let rows = (0..<output.shape.elementCount).map {
      gradient(of: outputs[$0], withRespectTo: input, createGraph: createGraph)
    }
    return rows.isEmpty ? .zeros(shape) : stack(rows).reshaped(shape)
  }
}

/// How the gradient of a single number changes with every number the function takes: a tensor of shape
/// `input.shape + input.shape`, symmetric where second derivatives are continuous.
///
///     let x = Tensor([1, 2])
///     hessian(of: { $0.pow(3).sum() }, at: x)   // [2, 2]: 6, 12 on the diagonal
///
/// Traps when `function` gives more than a single number.
///
/// - Parameters:
///   - function: gives a single number.
///   - input: where; it need not require a gradient.
///   - createGraph: whether the result can be differentiated itself.
public func hessian<T: DifferentiableTensor>(
  of function: (T) -> T, at input: T, createGraph: Bool = false
) -> T {
  jacobian(
    of: { gradient(of: function($0), withRespectTo: $0, createGraph: true) }, at: input,
    createGraph: createGraph)
}

/// How every scalar node that a function gives changes with every one it takes: a row for each output, in it a number for each
/// input.
///
///     jacobian(of: { x in [x[0] * x[1], x[0].sin()] }, at: [Value(2), Value(3)])   // [[3, 2], [cos(2), 0]]
///
/// - Parameters:
///   - function: gives any number of nodes.
///   - inputs: where.
///   - createGraph: whether the result can be differentiated itself, by `inputs` and whatever else `function` reads.
public func jacobian<T: Backpropagating>(
  of function: ([T]) -> [T], at inputs: [T], createGraph: Bool = false
) -> [[T]] where T.Data == Double {
  Recording.$isEnabled.withValue(true) {
    let inputs = inputs.map { $0.differentiable(keepingGraph: createGraph) }
    return function(inputs).map {
      gradient(of: $0, withRespectTo: inputs, createGraph: createGraph)
    }
  }
}

/// How the gradient of a scalar node changes with every one that the function takes: a symmetric square where second derivatives
/// are continuous.
///
///     hessian(of: { x in x[0].pow(2) * x[1] }, at: [Value(2), Value(3)])   // [[6, 4], [4, 0]]
///
/// - Parameters:
///   - function: gives a single number.
///   - inputs: where.
///   - createGraph: whether the result can be differentiated itself.
public func hessian<T: Backpropagating>(
  of function: ([T]) -> T, at inputs: [T], createGraph: Bool = false
) -> [[T]] where T.Data == Double {
  jacobian(
    of: { gradient(of: function($0), withRespectTo: $0, createGraph: true) }, at: inputs,
    createGraph: createGraph)
}

extension Backpropagating {
  /// What gradients flow to: the node itself if its own graph goes on, else a leaf with the same numbers.
  fileprivate func differentiable(keepingGraph: Bool) -> Self {
    if keepingGraph && requiresGradient { return self }
    let leaf = detached()
    leaf.requiresGradient = true
    return leaf
  }
}
