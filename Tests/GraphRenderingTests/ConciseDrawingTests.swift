import Autograd
import GraphRendering
import ScalarEngine
import Testing

@Suite struct ConciseDrawingTests {
  /// A sum of 31 products, in 30 sums: 92 boxes.
  private func graph() -> ComputationGraph {
    let weight = Value(0.123456, label: "w")
    let products = (0..<31).map { weight * Value(Double($0), label: "x\($0)") }
    let sum = products.dropFirst().reduce(products[0], +)
    sum.backward()
    return sum.graph()
  }

  @Test func `many boxes have few digits and leave the words to the legend`() throws {
    let dot = try graph().dot()
    #expect(dot.contains("label=\"w\\n0.123\\n465\""))
    #expect(!dot.contains("data 0") && !dot.contains("grad "))
    #expect(dot.contains(">data</FONT>") && dot.contains(">gradient</FONT>"))
  }

  @Test func `what a sum's derivative is need not be said that often`() throws {
    let graph = graph()
    let edges = try graph.dot().split(separator: "\n").filter { $0.contains(" -> ") }
    for (edge, line) in zip(graph.edges, edges) {
      let isProduct = graph[edge.target]?.operation == .binary(.multiply)
      #expect(line.contains("label=") == isProduct)
    }
  }

  @Test func `the number of boxes from which on it is so can be chosen`() throws {
    let graph = graph()
    let count = graph.nodes.count
    let detailed = try graph.dot(options: DrawingOptions(conciseNodeCount: count + 1))
    #expect(detailed.contains("data 0.12346\\lgrad 465\\l"))
    #expect(detailed.contains("∂ 1"))
    let concise = try graph.dot(options: DrawingOptions(conciseNodeCount: count))
    #expect(!concise.contains("∂ 1"))
  }

  @Test func `gradients keep their own colour`() throws {
    let svg = String(decoding: try graph().render(.svg), as: UTF8.self)
    #expect(svg.contains("fill=\"\(Theme.light.gradient)\">465</text>"))
  }
}
