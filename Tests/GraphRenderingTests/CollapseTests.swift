import Autograd
import GraphRendering
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct CollapseTests {
  private func boxes(_ dot: String) -> [Substring] {
    dot.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("n") && !$0.hasPrefix("node") || $0.hasPrefix("m") }
      .filter { !$0.contains("->") }
  }

  @Test func `modules at the chosen level are one box each`() throws {
    let graph = layers(3).graph()
    let dot = try graph.dot(options: DrawingOptions(moduleDepth: 2))
    #expect(boxes(dot).count == 1 + 3 + 2)
    #expect(dot.contains("layers.1\\n×  tanh\\n1 parameter · 3 nodes"))
    let single = try graph.dot(options: DrawingOptions(moduleDepth: 1))
    #expect(boxes(single).count == 1 + 1 + 2)
    #expect(!single.contains("to fit"))
  }

  @Test func `repeated modules fold into one box`() throws {
    let dot = try layers(12).graph().dot(options: DrawingOptions(foldsRepeatedModules: true))
    #expect(dot.contains("label=\"layers.0 … 10  × 11"))
    // The last layer differs: no parameter follows its tanh, which therefore stands outside.
    #expect(dot.contains("label=\"11  ·  1 parameter\""))
  }

  @Test func `a drawing over its budget collapses by itself and says so`() throws {
    let graph = layers(30).graph()
    let dot = try graph.dot(options: DrawingOptions(maximumNodeCount: 40))
    #expect(boxes(dot).count == 33)
    #expect(dot.contains("92 nodes: modules collapsed at level 2 to fit the drawing"))
    let smaller = try graph.dot(options: DrawingOptions(maximumNodeCount: 10))
    #expect(smaller.contains("modules collapsed at level 1"))
    let hasty = try graph.dot(options: DrawingOptions(layoutTime: .milliseconds(23)))
    #expect(hasty.contains("modules collapsed"))
  }

  @Test func `long ways take time to lay out, so that what they belong to collapses`() throws {
    let model = MLP<ValueTensor>(4, 60, seed: 1)
    let x = ValueTensor([1, 2, 3, 4], shape: [1, 4], label: "x")
    // The exponentials of the classes are added up one after the other, each a rank further away than the last.
    let dot = try crossEntropy(model(x), [0]).graph().dot()
    #expect(boxes(dot).count < 20)
    #expect(dot.contains("other operations collapsed"))
  }

  @Test func `the elements of a tensor collapse before modules do`() throws {
    let x = ValueTensor.parameter((0..<50).map { Double($0) }, label: "x")
    let dot = try x.sum().graph().dot(options: DrawingOptions(maximumNodeCount: 60))
    #expect(dot.contains("label=\"x\\n50 elements\""))
    #expect(dot.contains("elements of tensors collapsed to fit"))
  }

  @Test func `a graph without modules is refused with its size and what helps`() {
    var x = Value(1, label: "x")
    for _ in 0..<10_000 { x = x.tanh() }
    let graph = x.graph()
    #expect {
      try graph.dot()
    } throws: { error in
      "\(error)".contains("10001 nodes and no modules") && "\(error)".contains("maximumNodeCount")
        && error as? RenderingError
          == .tooManyNodes(nodes: 10_001, boxes: 10_001, limit: 400, hasModules: false)
    }
  }

  @Test func `a drawing can be limited to what chosen leaves act on`() throws {
    let graph = layers(3).graph()
    let dot = try graph.dot(options: DrawingOptions(leaves: ["layers.2"]))
    #expect(boxes(dot).count == 4)
    #expect(throws: RenderingError.unknownLeaf(name: "y", available: ["layers.2.weight"])) {
      try graph.keepingPaths(from: ["layers.2"]).dot(options: DrawingOptions(leaves: ["y"]))
    }
  }
}
