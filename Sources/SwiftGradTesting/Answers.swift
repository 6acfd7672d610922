import SwiftGrad
import Testing

// Expectations for exercises: they say in words what was expected and never its number, which would be the solution.

/// Expects an answer to be right, says what it should be if it is not, and attaches the graph.
///
///     expectAnswer(softmax.allSatisfy { $0.data > 0 }, "every probability should be positive", graph: softmax[0].graph())
public func expectAnswer(
  _ isRight: Bool, _ task: String, graph: @autoclosure () -> ComputationGraph? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  report(isRight ? [] : [task], graph: graph(), at: sourceLocation)
}

/// Expects a number, up to `tolerance`, which is relative to numbers above 1, and tells only the one that was found.
public func expectAnswer(
  _ answer: Double, equals expected: Double, _ task: String, tolerance: Double = 1e-6,
  graph: @autoclosure () -> ComputationGraph? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let difference = isClose(answer, expected, tolerance) ? [] : ["\(task); found \(text(answer))"]
  report(difference, graph: graph(), at: sourceLocation)
}

/// Expects numbers, and tells how many there should be and which of them are wrong.
public func expectAnswer(
  _ answer: [Double], equals expected: [Double], _ task: String, tolerance: Double = 1e-6,
  graph: @autoclosure () -> ComputationGraph? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  report(
    differences(answer, expected, task, tolerance), graph: graph(), at: sourceLocation)
}

/// Expects the number of a node, and attaches its graph where it is another.
public func expectAnswer(
  _ answer: Value, equals expected: Double, _ task: String, tolerance: Double = 1e-6,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectAnswer(
    answer.data, equals: expected, task, tolerance: tolerance, graph: answer.graph(),
    sourceLocation: sourceLocation)
}

/// Expects the gradients of `answer` by `inputs`, without touching any `grad`.
///
/// What is wrong is named by the label of the input; the graph is attached with the gradients that were found.
public func expectAnswer(
  gradientsOf answer: Value, by inputs: [Value], equal expected: [Double], _ task: String,
  tolerance: Double = 1e-6, sourceLocation: SourceLocation = #_sourceLocation
) {
  var differences: [String] = []
  for (index, input) in inputs.enumerated() {
    let found = answer.requiresGradient ? gradient(of: answer, withRespectTo: input).data : 0
    if !isClose(found, expected[index], tolerance) {
      let name = input.label ?? "input \(index)"
      differences.append("\(task); the gradient of \(name) is \(text(found))")
    }
  }
  // A second pass for the drawing alone.
  if !differences.isEmpty, answer.requiresGradient { answer.backward() }
  report(differences, graph: answer.graph(), at: sourceLocation)
}

/// Expects shape and numbers of a tensor, and attaches its graph where they are others.
public func expectAnswer(
  _ answer: Tensor, equals expected: Tensor, _ task: String, tolerance: Double = 1e-4,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  report(
    differences(answer, expected, task, tolerance), graph: answer.graph(), at: sourceLocation)
}

/// Expects shape and numbers of a tensor of nodes, and attaches its graph where they are others.
public func expectAnswer(
  _ answer: ValueTensor, equals expected: ValueTensor, _ task: String, tolerance: Double = 1e-6,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  report(
    differences(answer, expected, task, tolerance), graph: answer.graph(), at: sourceLocation)
}

private func differences<T: DifferentiableTensor>(
  _ answer: T, _ expected: T, _ task: String, _ tolerance: Double
) -> [String] {
  guard answer.shape == expected.shape else {
    return ["\(task); the shape should be \(expected.shape), found \(answer.shape)"]
  }
  return differences(answer.doubles, expected.doubles, task, tolerance)
}

private func differences(
  _ answer: [Double], _ expected: [Double], _ task: String, _ tolerance: Double
) -> [String] {
  guard answer.count == expected.count else {
    return ["\(task); there should be \(expected.count) numbers, found \(answer.count)"]
  }
  let wrong = answer.indices.filter { !isClose(answer[$0], expected[$0], tolerance) }
  guard let first = wrong.first else { return [] }
  let others = wrong.count == 1 ? "" : ", and \(wrong.count - 1) more are wrong"
  return ["\(task); found \(text(answer[first])) at index \(first)\(others)"]
}

func isClose(_ found: Double, _ expected: Double, _ tolerance: Double) -> Bool {
  abs(found - expected) <= tolerance * max(1, abs(expected))
}

private func text(_ number: Double) -> String { number.readableText(digits: 8) }
