import Autograd
import Foundation
import GraphRendering
import NeuralNetworks
import ScalarEngine
import Testing
import VectorEngine

@Suite struct RenderingTests {
  private func size(ofPNG data: Data) -> (width: Int, height: Int) {
    func number(at start: Int) -> Int { data[start..<start + 4].reduce(0) { $0 << 8 + Int($1) } }
    return (number(at: 16), number(at: 20))
  }

  @Test func `a PNG has its signature and grows with the resolution`() throws {
    let graph = neuron().graph()
    let small = try graph.render(.png, options: DrawingOptions(resolution: 72))
    let large = try graph.render(.png, options: DrawingOptions(resolution: 144))
    #expect(Array(small.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(size(ofPNG: small).width > 200)
    #expect(abs(size(ofPNG: large).width - 2 * size(ofPNG: small).width) <= 2)
  }

  @Test func `a PNG stays within its pixels`() throws {
    let graph = neuron().graph()
    let picture = try graph.render(.png, options: DrawingOptions(maximumPixelCount: 100_000))
    #expect(size(ofPNG: picture).width * size(ofPNG: picture).height <= 101_000)
    #expect {
      try graph.render(.png, options: DrawingOptions(maximumPixelCount: 1_000))
    } throws: { error in
      if case .tooManyPixels(_, _, limit: 1_000) = error as? RenderingError { true } else { false }
    }
    #expect(try !graph.render(.svg, options: DrawingOptions(maximumPixelCount: 1_000)).isEmpty)
  }

  @Test func `an SVG holds every node, number and formula`() throws {
    let output = neuron()
    output.backward()
    let svg = String(decoding: try output.graph().render(.svg), as: UTF8.self)
    for id in 0..<10 { #expect(svg.contains("<g id=\"node\(id)\"")) }
    #expect(svg.contains("<g id=\"edge8_9_0\""))
    #expect(svg.contains("data 0.70711") && svg.contains("∂ 0.5"))
    #expect(svg.contains("fill=\"\(Theme.light.gradient)\">grad 1</text>"))
    #expect(svg.contains("∂tanh(n)/∂n = 1 − o²"))
    #expect(svg.hasSuffix("</svg>\n"))
  }

  @Test func `a PDF has its signature`() throws {
    #expect(try neuron().graph().render(.pdf).starts(with: Data("%PDF-".utf8)))
  }

  @Test(arguments: DrawingOptions.LayoutEngine.allCases)
  func `every layout engine draws`(engine: DrawingOptions.LayoutEngine) throws {
    let svg = try neuron().graph().render(.svg, options: DrawingOptions(layoutEngine: engine))
    #expect(String(decoding: svg, as: UTF8.self).contains("tanh"))
  }

  @Test func `tensors are drawn with their shapes, also those whose numbers were not kept`() throws
  {
    let model = MLP<Tensor>(5, 4, 3, seed: 1)
    let x = Tensor([1, 2, 3, 4, 5], shape: [1, 5], label: "x")
    let loss = crossEntropy(model(x), [1])
    loss.backward()
    let dot = try loss.graph().dot()
    #expect(dot.contains("label=\"linear  [1, 4]\\ndata mean "))
    #expect(dot.contains("label=\"weight  [4, 5]\\ndata mean "))
    #expect(dot.contains("label=\"0  ·  24 parameters\""))
    #expect(dot.contains("label=\"weight\""))
  }

  @Test func `both engines tell the same of the same leaves`() {
    func leaves<T: DifferentiableTensor & GraphNode>(_: T.Type) -> [ComputationGraph.Node] {
      let x = T.parameter([1, 2, 4], label: "x")
      return (x * x).sum().graph().nodes.filter { $0.kind == .parameter }
    }
    #expect(leaves(Tensor.self).map(\.shape) == [[3]])
    #expect(leaves(Tensor.self).map(\.data) == [TensorSummary([1.0, 2, 4]).map { .tensor($0) }])
  }

  @Test func `tasks may draw at once`() async throws {
    let pictures = try await withThrowingTaskGroup(of: Data.self) { group in
      for _ in 0..<24 {
        let graph = neuron().graph()
        group.addTask { try graph.render(.svg) }
      }
      return try await group.reduce(into: [Data]()) { $0.append($1) }
    }
    #expect(pictures.count == 24)
    #expect(Set(pictures).count == 1)
  }

  @Test func `frames stand in the same order each time`() async throws {
    let graph = layers(9).graph()
    let pictures = try await withThrowingTaskGroup(of: Data.self) { group in
      for task in 0..<24 {
        group.addTask {
          // What takes and gives back memory moves what is drawn next to other addresses.
          let other = try layers(task).graph().render(.svg)
          return try withExtendedLifetime(other) { try graph.render(.svg) }
        }
      }
      return try await group.reduce(into: [Data]()) { $0.append($1) }
    }
    #expect(Set(pictures).count == 1)
    let frames = String(decoding: pictures[0], as: UTF8.self).matches(of: /id="module(\d+)"/)
    let order = frames.compactMap { Int($0.1) }
    #expect(order.count > 5 && order == order.sorted())
  }

  // In a process of its own, which a mistake would end.
  @Test(arguments: [true, false])
  func `a gradient may be all that a label says`(isConcise: Bool) async {
    await #expect(processExitsWith: .success) { [isConcise] in
      let x = Value(3)
      let y = x * x
      y.backward()
      let options = DrawingOptions(showsData: false, conciseNodeCount: isConcise ? 1 : 60)
      for format in [PictureFormat.svg, .png, .pdf] {
        #expect(try !y.graph().render(format, options: options).isEmpty)
      }
      let svg = String(decoding: try y.graph().render(.svg, options: options), as: UTF8.self)
      let text = isConcise ? "6" : "grad 6"
      #expect(svg.contains("fill=\"\(Theme.light.gradient)\">\(text)</text>"))
    }
  }

  #if os(Linux)
    // In a process of its own, where nothing else takes memory.
    @Test func `drawing again and again does not take more memory`() async {
      await #expect(processExitsWith: .success) {
        let graph = neuron().graph()
        func residentKilobytes() throws -> Int {
          let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
          return try #require(Int(text.split(separator: " ")[1])) * 4
        }
        func draw(_ count: Int) throws {
          for _ in 0..<count { _ = try graph.render(.svg) }
        }
        try draw(200)
        let before = try residentKilobytes()
        try draw(1_000)
        // A leak of the lines of labels alone would take 3,000.
        #expect(try residentKilobytes() - before < 1_000)
      }
    }
  #endif
}
