import Autograd
import ScalarEngine
import Testing

@Suite struct ComputationGraphTests {
  @Test func `nodes stand in order, with what they are`() {
    let a = Value(2, label: "a")
    let x = Value(3, label: "x", requiresGradient: false)
    let y = (a * x + 1).tanh()
    let graph = y.graph()
    #expect(graph.nodes.map(\.id) == Array(0..<6))
    #expect(
      graph.nodes.map { $0.operation?.symbol ?? $0.label ?? "" } == [
        "a", "x", "×", "", "+", "tanh",
      ])
    #expect(
      graph.nodes.map(\.kind) == [
        .parameter, .input, .intermediate, .constant, .intermediate, .output,
      ])
    #expect(graph.nodes.map(\.data) == [2, 3, 6, 1, 7, y.data].map { .scalar($0) })
    #expect(graph.outputs.map(\.id) == [5])
    #expect(graph[2]?.operation == .binary(.multiply))
    #expect(graph[6] == nil)
  }

  @Test func `a gradient is nil until it is computed, and then a number even if that is 0`() {
    let a = Value(2, label: "a")
    let y = a * 0
    #expect(y.graph().nodes.allSatisfy { $0.gradient == nil })
    y.backward()
    #expect(y.graph()[0]?.gradient == .scalar(0))
    a.zeroGradient()
    #expect(y.graph()[0]?.gradient == nil)
  }

  @Test func `every edge is kept, in the order of the operands`() {
    let (x, y) = (Value(3), Value(5))
    let square = (x * x).graph()
    #expect(square.edges.map(\.source) == [0, 0])
    #expect(square.edges.map(\.operand) == [0, 1])
    #expect(square.edges.map(\.localDerivative) == [3, 3])
    let difference = (y - x).graph()
    #expect(difference.edges.map(\.localDerivative) == [1, -1])
    #expect(difference.nodes.map(\.data) == [.scalar(5), .scalar(3), .scalar(2)])
  }

  @Test func `no local derivative stands where no gradient flows`() {
    let x = Value(3)
    let chosen = Value.select(where: .constant(1), x, Value(4)) / 2
    let graph = chosen.graph()
    #expect(graph.edges.map(\.localDerivative) == [nil, 1, 0, 0.5, nil])
  }

  @Test func `a snapshot of several outputs holds shared nodes once`() {
    let x = Value(3, label: "x")
    let shared = x.exp()
    let graph = ComputationGraph(of: [shared + 1, shared * 2])
    #expect(graph.nodes.count { $0.label == "x" } == 1)
    #expect(graph.nodes.count { $0.operation == .unary(.exp) } == 1)
    #expect(graph.outputs.count == 2)
  }

  @Test func `a snapshot stays as it is when nodes change`() {
    let x = Value(3, label: "x")
    let y = x * 2
    let graph = y.graph()
    x.data = 7
    y.label = "later"
    #expect(graph[0]?.data == .scalar(3))
    #expect(graph[2]?.label == nil)
  }

  @Test func `the same computation gives the same snapshot`() {
    func graph() -> ComputationGraph {
      let (a, b) = (Value(2, label: "a"), Value(-3, label: "b"))
      return ((a * b + a).tanh() - b).graph()
    }
    #expect(graph() == graph())
  }

  @Test func `values that a derivative reads are saved`() {
    let (a, b) = (Value(2, label: "a"), Value(3, label: "b"))
    let graph = ((a * b) + a).tanh().graph()
    let saved = graph.nodes.filter(\.isSaved).map { $0.label ?? $0.operation?.symbol }
    #expect(saved == ["a", "b", "tanh"])
  }

  @Test func `a deep graph needs no stack`() {
    var x = Value(1)
    for _ in 0..<100_000 { x = x.tanh() }
    #expect(x.graph().nodes.count == 100_001)
  }

  @Test func `the graph of a tensor of values is that of its elements`() {
    let x = ValueTensor.parameter([1, 2, 3], label: "x")
    let graph = (x * x).graph()
    #expect(graph.nodes.compactMap(\.label) == ["x[0]", "x[1]", "x[2]"])
    #expect(graph.outputs.count == 3)
    #expect(x.reshaped([3, 1]).broadcast(to: [3, 2]).graph().nodes.count == 3)
  }

  @Test func `paths from chosen leaves leave out the rest and keep the ids`() {
    let (a, b, c) = (Value(1, label: "a"), Value(2, label: "b"), Value(3, label: "c"))
    let graph = (a * b + c.exp()).graph()
    let part = graph.keepingPaths(from: ["c"])
    #expect(part.nodes.map(\.id) == [3, 4, 5])
    #expect(part.edges.map { [$0.source, $0.target] } == [[3, 4], [4, 5]])
    #expect(part[4]?.operation == .unary(.exp))
    #expect(part[0] == nil)
    #expect(graph.keepingPaths(from: ["d"]).nodes.isEmpty)
    #expect(part.forwardTrace.map(\.equation) == ["exp(c)", "… + 20.086"])
  }
}
