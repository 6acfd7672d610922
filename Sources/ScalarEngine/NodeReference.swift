import Autograd

/// A reference to a node that is counted by hand, or not at all.
///
/// Where the compiler counts references, looking at the inputs of a node takes longer than the arithmetic of a backward pass. A
/// node holds its inputs, so while it lives they can be looked at without counting. All unsafe code of the engine is here.
@safe
struct NodeReference {
  private let reference: Unmanaged<Value>

  /// A reference that keeps its node alive until ``take()``, which must be called once.
  @inline(__always)
  init(keeping node: consuming Value) { unsafe reference = .passRetained(node) }

  /// A reference for as long as something else keeps the node alive.
  @inline(__always)
  init(_ node: Value) { unsafe reference = .passUnretained(node) }

  /// The node, and with it the duty to release it.
  func take() -> Value { unsafe reference.takeRetainedValue() }

  /// The node, counted as usual.
  var node: Value { unsafe reference.takeUnretainedValue() }

  @inline(__always)
  private func look<Result>(_ body: (Value) -> Result) -> Result {
    unsafe reference._withUnsafeGuaranteedRef(body)
  }
}

// What the engine asks of a node without counting.
extension NodeReference {
  @inline(__always) var number: Double { look { $0.number } }
  @inline(__always) var version: UInt32 { look { $0.bookkeeping.version } }
  @inline(__always) var requiresGradient: Bool { look { $0.bookkeeping.requiresGradient } }

  /// Setting it sets that of the node.
  @inline(__always) var gradient: Double {
    get { look { $0.gradient } }
    nonmutating set { look { $0.gradient = newValue } }
  }

  @inline(__always) func forgetGradient() -> Bool { look { $0.forgetGradient() } }
  @inline(__always) func completeGradient() { look { $0.completeGradient() } }
  @inline(__always) func passGradientOn() { look { $0.passGradientOn() } }

  /// Marks the node and gives the mark it had.
  @inline(__always)
  func replaceMark(with mark: UInt64) -> UInt64 {
    look { node in
      defer { node.bookkeeping.mark = mark }
      return node.bookkeeping.mark
    }
  }

  /// The operands that required a gradient when they were used.
  @inline(__always)
  var flowingOperands: (left: NodeReference?, right: NodeReference?) {
    look { node in
      let flows = node.bookkeeping.flows
      func flowing(_ index: Int, _ operand: NodeReference) -> NodeReference? {
        flows.contains(index) ? operand : nil
      }
      return switch node.origin {
      case nil: (nil, nil)
      case .unary(_, let a): (flowing(0, a), nil)
      case .binary(_, let a, let b): (flowing(0, a), flowing(1, b))
      case .select(_, let a, let b): (flowing(1, a), flowing(2, b))
      }
    }
  }

  /// The operands but a condition, to which no gradient flows.
  @inline(__always)
  var operands: (left: NodeReference?, right: NodeReference?) {
    look { node in
      switch node.origin {
      case nil: (nil, nil)
      case .unary(_, let a): (a, nil)
      case .binary(_, let a, let b), .select(_, let a, let b): (a, b)
      }
    }
  }
}
