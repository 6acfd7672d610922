import SwiftGrad

/// A formula computed forward and taken apart backward, as text.
struct BackwardReport {
  /// The formula, where it is computed, and each result on the way, one a line.
  let forward: String
  /// What happens in each step of the backward pass.
  let steps: [ValueBackwardStep]

  /// Runs backward from what `formula` came to.
  ///
  /// The results on the way that have no name get one, so that lines can speak of them.
  init(of formula: String, _ result: Value) {
    let order = Value.topologicalOrder(from: [result])
    let leaves = order.filter { $0.isLeaf && $0.requiresGradient }
    let results = order.filter { !$0.isLeaf }
    for (node, named) in zip(order, result.graph().namingNodes().nodes) { node.label = named.label }

    let place = leaves.map { "\($0.name) = \($0.data.readableText())" }.joined(separator: ", ")
    let lines = results.map { "  \($0.equation) = \($0.data.readableText())" }
    forward = (["\(formula) at \(place)"] + lines).joined(separator: "\n")
    steps = Array(result.backwardPass())
  }
}

extension BackwardReport: CustomStringConvertible {
  /// The way forward and all steps back.
  var description: String {
    "\(forward)\n\n" + steps.map(\.description).joined(separator: "\n")
  }
}
