import Autograd

/// Scales the gradients of all parameters together so that their norm is at most `maximum` (Pascanu
/// et al., 2013).
///
///     loss.backward()
///     clipGradients(of: model.parameters, toNorm: 1)
///     optimizer.step()
///
/// Parameters that no backward pass reached do not count. As in PyTorch, an infinite or NaN
/// gradient makes the others 0 or NaN: look at the result.
///
/// - Parameters:
///   - parameters: those whose gradients are scaled.
///   - maximum: traps if it is negative or NaN.
/// - Returns: the Euclidean norm of all gradients before they were scaled.
@discardableResult
public func clipGradients<T: DifferentiableTensor>(of parameters: [T], toNorm maximum: Double)
  -> Double
{
  require(maximum >= 0, "clipGradients: the norm must be 0 or more, not \(maximum)")
  let reached = parameters.filter(\.hasGradient)
  let squares = reached.reduce(0.0) { total, parameter in
    parameter.grad.scalars.reduce(total) { $0 + Double($1) * Double($1) }
  }
  let norm = squares.squareRoot()
  // 10⁻⁶ is PyTorch's guard against dividing by 0.
  let scale = maximum / (norm + 1e-6)
  guard !(scale >= 1) else { return norm }
  withoutGradient {
    for parameter in reached { parameter.grad = parameter.grad * scale }
  }
  return norm
}

/// Moves every number of the gradients of all parameters into the range from `-maximum` to
/// `maximum`.
///
/// - Parameters:
///   - parameters: those whose gradients are clipped.
///   - maximum: traps if it is negative or NaN.
public func clipGradients<T: DifferentiableTensor>(of parameters: [T], toValue maximum: Double) {
  require(maximum >= 0, "clipGradients: the value must be 0 or more, not \(maximum)")
  withoutGradient {
    for parameter in parameters where parameter.hasGradient {
      parameter.grad = parameter.grad.minimum(maximum).maximum(-maximum)
    }
  }
}
