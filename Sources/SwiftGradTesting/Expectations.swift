import Foundation
import SwiftGrad
import Testing

/// Expects the gradients that a backward pass from `output` gives.
///
///     expectGradients(of: (a * b).tanh(), equal: [a: 0.25, b: -1.5])
///
/// The leaves' gradients are not touched. What differs is reported by label, with both numbers, at the line of the call, and the
/// drawn graph is attached to the test as a PNG.
///
/// - Parameters:
///   - output: the result that is differentiated, a single number.
///   - expected: each node with its gradient; those that are left out are not looked at.
///   - tolerance: how far a gradient may be off, relative to gradients above 1.
///   - sourceLocation: where a failure is reported: the call.
public func expectGradients(
  of output: Value, equal expected: KeyValuePairs<Value, Double>, tolerance: Double = 1e-9,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let gradients = gradient(of: output, withRespectTo: expected.map(\.key))
  var differences: [String] = []
  for (index, (pair, gradient)) in zip(expected, gradients).enumerated()
  where !isClose(gradient.data, pair.value, tolerance) {
    let name = pair.key.label ?? "node \(index)"
    differences.append("the gradient of \(name) is \(gradient.data), expected \(pair.value)")
  }
  report(differences, graph: output.graph(), at: sourceLocation)
}

/// Expects the gradients of a function of numbers to be the slopes that central differences measure, or the gradients of its
/// gradients with `order: .second`.
///
///     expectGradientCheck(at: [2, -3]) { x in (x[0] * x[1]).tanh() }
///
/// What differs is reported by input, with both numbers, and the graph is attached as a PNG. See `GradientCheck` for the step and
/// the tolerances, and for kinks.
public func expectGradientCheck(
  at point: [Double], order: GradientCheck.Order = .first, step: Double = 1e-5,
  tolerance: Double = 1e-6, repeatTolerance: Double = 0,
  sourceLocation: SourceLocation = #_sourceLocation, of function: ([Value]) -> Value
) {
  let check = GradientCheck(
    at: point, order: order, step: step, tolerance: tolerance, repeatTolerance: repeatTolerance,
    of: function)
  guard !check.passes else { return }
  let inputs = point.enumerated().map { Value($1, label: "x[\($0)]") }
  let output = function(inputs)
  if output.requiresGradient { output.backward() }
  report(check.failures.map(\.description), graph: output.graph(), at: sourceLocation)
}

/// Expects the scalar engine to compute what the vector engine computed: every operation, forward and backward, and the gradient of
/// every leaf.
///
/// What differs is reported by operation or leaf, with the index and both numbers, and the graph is attached as a PNG. See
/// `audit`, which it runs.
public func expectEnginesAgree(
  on loss: Tensor, tolerance: Double = 1e-4, sourceLocation: SourceLocation = #_sourceLocation
) {
  let report = audit(loss, tolerance: tolerance)
  guard !report.passes else { return }
  SwiftGradTesting.report(
    report.disagreements.map(\.description), graph: loss.graph(), at: sourceLocation)
}

/// Records one issue for all differences and attaches the graph, named after the test; nothing where there are none.
func report(
  _ differences: [String], graph: @autoclosure () -> ComputationGraph?,
  at location: SourceLocation
) {
  guard !differences.isEmpty, MistakeCount.current?.add() ?? true else { return }
  if let graph = graph() { attach(graph, at: location) }
  Issue.record(Comment(rawValue: differences.joined(separator: "\n")), sourceLocation: location)
}

private func attach(_ graph: ComputationGraph, at location: SourceLocation) {
  // In a folder of attachments `graph.png` tells nothing.
  let test = Test.current.map { $0.displayName ?? String($0.name.prefix { $0 != "(" }) }
  // Behind the first dot the system would see the kind of the file.
  let name = (test ?? "graph").replacing("/", with: "-").replacing(".", with: "-")
  do {
    let picture = try graph.render(.png)
    Attachment.record([UInt8](picture), named: "\(name).png", sourceLocation: location)
  } catch {
    Attachment.record(
      "the graph could not be drawn: \(error)", named: "\(name).txt", sourceLocation: location)
  }
}
