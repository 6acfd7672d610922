/// A quantity that remembers how it was computed, so that gradients can flow back to where it came from.
///
/// Conformers are reference types: two variables can name the same node, and a parameter that an optimizer
/// changes changes everywhere it is used. As keys of a dictionary and with `==` they are told apart by which node they are, not by
/// their numbers: `Value(3) == Value(3)` is false. `.==` and `data` compare numbers.
public protocol Backpropagating: Differentiable, AnyObject, Hashable {
  /// What ``data`` and ``grad`` hold: a number for a scalar node, a tensor for a tensor.
  associatedtype Data

  /// The numbers themselves, apart from the graph.
  ///
  /// Setting it changes the node in place. A graph that used the old numbers can no longer run backward, and
  /// traps with a message if it is asked to.
  var data: Data { get set }

  /// The gradient that backward passes have left here, 0 before the first; see ``hasGradient``.
  ///
  /// A leaf adds up the gradients of all backward passes until ``zeroGradient()``; any other node holds that
  /// of the last pass alone.
  var grad: Data { get set }

  /// Whether a backward pass has reached this node since the gradient was last cleared.
  var hasGradient: Bool { get }

  /// Whether gradients flow to this node. Settable on leaves; traps on results, whose inputs decide it.
  var requiresGradient: Bool { get set }

  /// Whether this is where a graph begins: it was made from numbers, not computed from other nodes.
  var isLeaf: Bool { get }

  /// The name that drawings and messages use.
  var label: String? { get set }

  /// Computes the gradient of this single number by every leaf it depends on, and adds it to their ``grad``.
  ///
  /// The graph is still there afterwards, so that another pass can run over it, with all numbers that derivatives read: until the last
  /// variable goes that holds its result, or until ``releaseGraph()``. A loss that is kept for a curve keeps its graph; keep
  /// its number.
  ///
  /// Traps if this is not a single number, or if a node was changed after the graph used it.
  func backward()

  /// Runs backward from any number of numbers, given the gradient of some single number by them, of the same shape; otherwise as
  /// ``backward()``.
  ///
  ///     let y = x * x
  ///     y.backward(gradient: Tensor([1, 10]))   // x.grad is 2x · [1, 10]
  func backward(gradient: Data)

  /// Calls `hook` with the gradient of this node whenever it is complete, before it flows on to the inputs: in a backward pass and
  /// in ``gradients(of:withRespectTo:createGraph:)``.
  ///
  ///     weight.onGradient { $0 * mask }              // frozen where the mask is 0
  ///     hidden.onGradient { print($0); return nil }  // looked at, and left as it is
  ///
  /// What the hook returns replaces the gradient, and must be of the same shape; `nil` leaves it. Of several hooks each sees what
  /// the one before made of it. On a leaf a hook sees what this pass contributes, without what earlier passes left. Where gradients
  /// are nodes themselves (`createGraph: true`) so is what the hook sees, and what it does to it is recorded; otherwise it is a
  /// constant. A hook may run other backward passes.
  func onGradient(_ hook: @escaping (Self) -> Self?)

  /// Makes this result a constant that holds its number and gradient and nothing else: lets go of the nodes that it was computed from,
  /// and of the memory that only it kept for them.
  ///
  ///     loss.backward()
  ///     loss.releaseGraph()   // now it can be kept for long
  ///     losses.append(loss)
  ///
  /// What variables hold stays. A backward pass from this node, or through it from what was computed from it, traps with a message
  /// that says why. Leaves stay as they are. Traps inside of a hook, whose backward
  /// pass still needs the graph.
  func releaseGraph()

  /// Clears the gradient: ``grad`` reads 0 and ``hasGradient`` is false.
  func zeroGradient()

  /// The same numbers as a constant: no gradient flows through to this node. Later changes are not shared.
  func detached() -> Self

  /// The gradients of a single number by each of `inputs`, without touching any ``grad``; zeros for an input it
  /// does not depend on. Hooks are called as in a backward pass, those of
  /// nodes that lead to none of `inputs` are not.
  ///
  /// The function ``gradient(of:withRespectTo:createGraph:)->[T]`` is what programs call.
  ///
  /// - Parameters:
  ///   - output: a single number; traps on any other.
  ///   - inputs: leaves, or nodes in between.
  ///   - createGraph: whether the gradients are nodes themselves, for gradients of gradients.
  /// - Returns: a gradient for each input, of its shape.
  static func gradients(
    of output: Self, withRespectTo inputs: [Self], createGraph: Bool
  ) -> [Self]
}

// What the assignments do; see `Differentiable`.
extension Differentiable {
  @inlinable @inline(__always)
  package static func assign(to variable: inout Self, _ result: (Self) -> Self) {
    variable = result(variable)
  }

  @inlinable
  package static func subtract(_ step: Self, from variable: inout Self) {
    variable = variable - step
  }
}

extension Backpropagating {
  /// Whether this is what training changes, and nothing is recorded: a step is being taken.
  @inlinable
  var isParameterBetweenPasses: Bool { isLeaf && requiresGradient && !Recording.isEnabled }

  // Inlined, so that the variable's reference becomes that of the new node's input instead of being counted once more.
  @inlinable @inline(__always)
  package static func assign(to variable: inout Self, _ result: (Self) -> Self) {
    let isParameter = variable.isParameterBetweenPasses
    variable = result(variable)
    // Without this it would be a constant from here on, and be trained no more without a word.
    if isParameter { variable.requiresGradient = true }
  }

  @inlinable
  package static func subtract(_ step: Self, from variable: inout Self) {
    if variable.isParameterBetweenPasses {
      variable.data = (variable - step).data
    } else {
      variable = variable - step
    }
  }
}

/// The gradient of a single number by `input`, without touching any `grad`.
///
///     let x = Value(2)
///     let slope = gradient(of: x.pow(4), withRespectTo: x, createGraph: true)   // 4x³ = 32
///     let curvature = gradient(of: slope, withRespectTo: x)                     // 12x² = 48
///
/// - Parameters:
///   - output: a single number; traps on any other.
///   - input: a leaf, or a node in between; its gradient is 0 where `output` does not depend on it.
///   - createGraph: whether the gradient is a node that can itself be differentiated.
public func gradient<T: Backpropagating>(
  of output: T, withRespectTo input: T, createGraph: Bool = false
) -> T {
  T.gradients(of: output, withRespectTo: [input], createGraph: createGraph)[0]
}

/// The gradients of a single number by each of `inputs`, without touching any `grad`; zeros for an input that
/// `output` does not depend on.
///
/// - Parameters:
///   - output: a single number; traps on any other.
///   - inputs: leaves, or nodes in between.
///   - createGraph: whether the gradients are nodes that can themselves be differentiated.
/// - Returns: a gradient for each input, of its shape.
public func gradient<T: Backpropagating>(
  of output: T, withRespectTo inputs: [T], createGraph: Bool = false
) -> [T] {
  T.gradients(of: output, withRespectTo: inputs, createGraph: createGraph)
}
