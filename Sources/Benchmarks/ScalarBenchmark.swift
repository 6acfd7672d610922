import ArgumentParser
import Foundation
import SwiftGrad

/// Times the scalar engine: micrograd's small expression, a large graph, and the memory a node takes.
struct ScalarBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scalar",
    abstract: "Time the scalar engine: micrograd's expression, a large graph, memory by node.")

  @Flag(help: "Print one JSON object instead of a table.")
  var json = false

  @Option(help: "How many rounds to take the medians of.")
  var rounds = 5

  @Option(help: "How many times a round computes the expression.")
  var iterations = 20_000

  @Option(help: "How many nodes the large graph has.")
  var nodes = 100_000

  func validate() throws {
    guard rounds > 0 else {
      throw ValidationError("--rounds must be 1 or more, not \(rounds).")
    }
    guard iterations > 0 else {
      throw ValidationError("--iterations must be 1 or more, not \(iterations).")
    }
    guard nodes > 1 else {
      throw ValidationError("--nodes must be 2 or more, not \(nodes).")
    }
  }

  func run() throws {
    // Memory first: what the peak grows by is what the nodes take only while nothing freed can be used again.
    let bytesPerNode = Self.bytesPerNode()
    let clock = ContinuousClock()
    let (value, gradients) = Self.expression()
    let expression = (0..<rounds).map { _ in
      clock.measure { for _ in 0..<iterations { _ = Self.expression() } } / iterations
    }
    let phases = (0..<rounds).map { _ in measureLargeGraph(on: clock) }
    let report = Report(
      microseconds: median(expression) / .microseconds(1), value: value, gradients: gradients,
      nodes: nodes, forwardNodesPerSecond: nodesPerSecond(phases.map(\.forward)),
      backwardNodesPerSecond: nodesPerSecond(phases.map(\.backward)),
      releaseNodesPerSecond: nodesPerSecond(phases.map(\.release)),
      nodesPerSecond: nodesPerSecond(phases.map { $0.forward + $0.backward + $0.release }),
      bytesPerNode: bytesPerNode)
    print(json ? String(decoding: try JSONEncoder().encode(report), as: UTF8.self) : report.table)
  }

  private struct Report: Encodable {
    let microseconds: Double
    let value: Double
    let gradients: [Double]
    let nodes: Int
    let forwardNodesPerSecond: Double
    let backwardNodesPerSecond: Double
    let releaseNodesPerSecond: Double
    let nodesPerSecond: Double
    let bytesPerNode: Double

    var table: String {
      func millions(_ number: Double) -> String { String(format: "%10.2f", number / 1e6) }
      return """
        micrograd's expression, forward, backward and release, µs  \(String(format: "%10.3f", microseconds))
          its value \(value), its gradients \(gradients)
        a graph of \(nodes) nodes, millions of nodes a second
          forward                                                  \(millions(forwardNodesPerSecond))
          backward                                                 \(millions(backwardNodesPerSecond))
          release                                                  \(millions(releaseNodesPerSecond))
          all three                                                \(millions(nodesPerSecond))
        memory by node, bytes                                      \(String(format: "%10.1f", bytesPerNode))
        """
    }
  }

  private func median(_ durations: [Duration]) -> Duration { durations.sorted()[rounds / 2] }

  private func nodesPerSecond(_ durations: [Duration]) -> Double {
    Double(nodes) / (median(durations) / .seconds(1))
  }

  private func measureLargeGraph(
    on clock: ContinuousClock
  ) -> (forward: Duration, backward: Duration, release: Duration) {
    var output: Value?
    let forward = clock.measure { output = Self.largeGraph(nodes: nodes) }
    let backward = clock.measure { output?.backward() }
    return (forward, backward, clock.measure { output = nil })
  }

  /// A neuron with as many inputs as it takes: products of 1000 leaves and a number, and their sum.
  private static func largeGraph(nodes: Int) -> Value {
    let weights = (0..<1000).map { Value(Double($0 % 7) - 3) }
    var sum = weights[0] * 0.5
    for index in 1..<nodes / 2 { sum += weights[index % 1000] * weights[index * 7 % 1000] }
    return sum.tanh()
  }

  /// How much more memory the process takes with a graph of a million nodes, by node.
  private static func bytesPerNode() -> Double {
    let before = peakMemory() ?? 0
    let output = largeGraph(nodes: 1_000_000)
    return withExtendedLifetime(output) { Double((peakMemory() ?? 0) - before) / 1_000_000 }
  }

  private static func expression() -> (value: Double, gradients: [Double]) {
    let a = Value(-4), b = Value(2)
    var c = a + b
    var d = a * b + b.pow(3)
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let e = c - d
    let f = e.pow(2)
    var g = f / 2
    g += 10 / f
    g.backward()
    return (g.data, [a.grad, b.grad])
  }
}
