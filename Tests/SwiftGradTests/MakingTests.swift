import SwiftGrad
import Testing

/// How tensors are made, on both engines.
@Suite struct MakingTests {
  @Test func dataNeedsNoGradientAndParametersDo() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let data: [T] = [
        T([1, 2]), T([1, 2], shape: [2, 1]), T([1, 2], shape: [2], label: "x"),
        T(rows: [[1], [2]]),
        T([[1], [2]]), T(repeating: 1, shape: [2]), T(3), T(3.5), .zeros([2]), .ones([2]),
        .oneHot([0], classCount: 2),
      ]
      #expect(data.allSatisfy { !$0.requiresGradient && $0.isLeaf })
      #expect(data.allSatisfy { !($0 * 2).requiresGradient })
      let parameters: [T] = [
        .parameter([1, 2], label: "w"), .parameter([[1, 2], [3, 4]], label: "w"),
        .parameter([1, 2], shape: [2, 1], label: "w"), .parameter(.zeros([3]), label: "w"),
        .parameter(3, label: "w"), .parameter(T([1, 2], label: "w")),
        T([1, 2], label: "w", requiresGradient: true),
      ]
      #expect(parameters.allSatisfy { $0.requiresGradient && $0.isLeaf && $0.label == "w" })
      let weight: T = Initializer.ones([2, 3])
      #expect(weight.requiresGradient)
      #expect(Linear<T>(2, 3).parameters.allSatisfy { $0.requiresGradient })
    }
    check(Tensor.self)
    check(ValueTensor.self)
    #expect(Value(3).requiresGradient && !Value(3, requiresGradient: false).requiresGradient)
  }

  @Test func aParameterMadeOfATensorIsALeafOfItsOwn() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let start = T([1, 2], label: "start")
      let parameter = T.parameter(start * 2)
      #expect(parameter.isLeaf && parameter.label == nil)
      (parameter * parameter).sum().backward()
      #expect(parameter.grad.scalars == [4, 8])
      start.data = T([0, 0])
      #expect(parameter.scalars == [2, 4] && !start.requiresGradient)
    }
    check(Tensor.self)
    check(ValueTensor.self)
  }

  @Test func drawingsTellDataFromParameters() {
    func kinds<T: DifferentiableTensor & GraphNode>(_: T.Type) -> [ComputationGraph.Node.Kind] {
      (T([1, 2], label: "x") * .parameter([3, 4], label: "w")).graph().nodes.map(\.kind)
    }
    #expect(kinds(Tensor.self) == [.input, .parameter, .output])
    let scalars = (ValueTensor([1], label: "x") * .parameter([3], label: "w")).graph()
    #expect(scalars.nodes.map(\.kind) == [.input, .parameter, .output])
  }

  @Test(arguments: ["Tensor", "ValueTensor", "Value"])
  func backwardFromDataAloneSaysHowAParameterIsMade(_ engine: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [engine] in
      switch engine {
      case "Tensor": (Tensor([1, 2]) * 2).sum().backward()
      case "ValueTensor": (ValueTensor([1, 2]) * 2).sum().backward()
      default: (Value(2, requiresGradient: false) * 2).backward()
      }
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("depends on nothing that requires a gradient"), "\(message)")
    #expect(message.contains("Tensor.parameter(…)"), "\(message)")
  }
}
