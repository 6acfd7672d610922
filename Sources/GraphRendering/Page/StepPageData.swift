import Autograd

/// What the script of a step-through page knows: nodes and steps, as JSON.
struct StepPageData: Encodable, Equatable {
  /// A number, or a tensor, and how it is written.
  struct Number: Encodable, Equatable {
    let text: String
    /// `nil` of a tensor, and of a number that is not finite, for which JSON has no way to say it.
    let value: Double?
  }

  struct Node: Encodable, Equatable {
    let name: String
    /// How it came about.
    let equation: String
    let kind: String
    let data: String
    /// The gradient that it had before the pass, on which the pass builds; `nil` if none.
    let earlier: Number?
  }

  struct Step: Encodable, Equatable {
    /// The place in `nodes`.
    let node: Int
    let reason: String
    let gradient: Number
    /// Whether the gradient is not what its terms add up to, because a hook changed it.
    let isChangedByHook: Bool
    /// The places in `nodes` whose numbers of the forward pass the derivatives read.
    let saved: [Int]
    let contributions: [Contribution]
  }

  struct Contribution: Encodable, Equatable {
    /// The place in `nodes`.
    let input: Int
    /// Which input it is, counted from 0.
    let operand: Int
    /// `∂(a·b)/∂a = b`
    let formula: String
    /// What the formula's right side is with numbers put in.
    let substitution: String
    /// `0.5 · (-3) = -1.5`: the chain rule with numbers; empty of tensors.
    let product: String
    let amount: Number
    /// `nil` if the input had no gradient yet.
    let before: Number?
    let after: Number
  }

  let title: String
  let nodes: [Node]
  let steps: [Step]
}
