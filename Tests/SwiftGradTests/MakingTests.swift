import SwiftGrad
import Testing

/// How tensors are made, on both engines.
@Suite struct MakingTests {
  @Test func whatHasNoTypeButThatOfTheTensorIsOfThat() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      #expect(T([0, .infinity, 1]).scalars[1] == .infinity)
      #expect(T.parameter([.nan, 1]).scalars[0].isNaN)
    }
    check(Tensor.self)
    check(ValueTensor.self)
    #expect(Tensor([0, .infinity]).scalars == [0, .infinity])
    #expect(Tensor.parameter([0, -.infinity]).scalars == [0, -.infinity])
    let half = 0.5
    #expect(Tensor([half, 2]).scalars == [0.5, 2])
    #expect(Tensor.parameter([half, 2]).scalars == [0.5, 2])
  }

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

  @Test func nestedArraysRangesAndStridesBecomeTensors() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      func expect(_ tensor: T, _ shape: Shape, _ numbers: [T.Scalar]) {
        #expect(tensor.shape == shape && tensor.scalars == numbers)
      }
      expect(T([[1, 2], [3, 4], [5, 6]]), [3, 2], [1, 2, 3, 4, 5, 6])
      expect(T([[[1, 2.5]], [[3, 4]]]), [2, 1, 2], [1, 2.5, 3, 4])
      expect(T([[[[1]]]]), [1, 1, 1, 1], [1])
      let (ints, doubles, floats) = ([1, 2], [1.5, 2], [Float(1.5), 2])
      expect(T(ints), [2], [1, 2])
      expect(T(doubles), [2], [1.5, 2])
      expect(T(floats), [2], [1.5, 2])
      expect(T([ints, ints][...]), [2, 2], [1, 2, 1, 2])
      expect(T([UInt8(255)]), [1], [255])
      expect(T(0..<5), [5], [0, 1, 2, 3, 4])
      expect(T(-1...1), [3], [-1, 0, 1])
      expect(T([0..<2, 3..<5]), [2, 2], [0, 1, 3, 4])
      expect(T(stride(from: 0, to: 1, by: 0.25)), [4], [0, 0.25, 0.5, 0.75])
      expect(T(stride(from: 10, through: 0, by: -5)), [3], [10, 5, 0])
      expect(T(ints[1]), [], [2])
      expect(T([] as [Double]), [0], [])
      expect(T([[]] as [[Double]]), [1, 0], [])
      expect(T([] as [[Double]]), [0, 0], [])
      expect(T(1..<1), [0], [])
    }
    check(Tensor.self)
    check(ValueTensor.self)
  }

  @Test func regularTensorsHaveAWord() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T([[1, 2, 3]])
      #expect(T.full([2, 2], 7).scalars == [7, 7, 7, 7] && T.full([2, 2], 7).shape == [2, 2])
      #expect(T.zeros(like: x).shape == [1, 3] && T.zeros(like: x).scalars == [0, 0, 0])
      #expect(T.ones(like: x).scalars == [1, 1, 1])
      #expect(T.full(like: x, -2).scalars == [-2, -2, -2])
      #expect(T.identity(2).scalars == [1, 0, 0, 1] && T.identity(0).shape == [0, 0])
      let line = T.linearSpace(from: 0, through: 1, count: 5)
      #expect(line.scalars == [0, 0.25, 0.5, 0.75, 1] && line.shape == [5])
      #expect(
        T.linearSpace(from: 5, through: -0.1, count: 50).doubles.last == Double(T.Scalar(-0.1)))
      #expect(T.linearSpace(from: 2, through: 9, count: 1).scalars == [2])
      #expect(T.linearSpace(from: 2, through: 9, count: 0).shape == [0])
      #expect(T(0.25).item + T(0.5).item == 0.75)
    }
    check(Tensor.self)
    check(ValueTensor.self)
  }

  @Test func randomTensorsDependOnTheirSeedAlone() {
    let shape: Shape = [200, 50]
    let vector = Tensor.normal(shape, mean: 3, standardDeviation: 2, seed: 1)
    let scalar = ValueTensor.normal(shape, mean: 3, standardDeviation: 2, seed: 1)
    #expect(vector.shape == shape && vector.doubles == scalar.doubles)
    #expect(vector.doubles != Tensor.normal(shape, mean: 3, standardDeviation: 2, seed: 2).doubles)
    // Four standard errors of the mean and of the deviation of 10,000 numbers.
    #expect(abs(scalar.mean().item - 3) < 0.08)
    #expect(abs(scalar.variance(axes: [0, 1]).item.squareRoot() - 2) < 0.06)

    let even = ValueTensor.uniform(shape, in: -1...3, seed: 5)
    #expect(even.doubles == Tensor.uniform(shape, in: -1...3, seed: 5).doubles)
    #expect(even.min().item >= -1 && even.max().item <= 3 && abs(even.mean().item - 1) < 0.05)
    #expect(even.min().item < -0.99 && even.max().item > 2.99)

    let dice = Tensor.randomIntegers([1000], in: 1..<7, seed: 3)
    #expect(Set(dice.scalars) == [1, 2, 3, 4, 5, 6])
    #expect(dice.doubles == ValueTensor.randomIntegers([1000], in: 1..<7, seed: 3).doubles)
  }

  @Test func randomTensorsTakeAGeneratorOrThatOfTheirSurroundings() {
    var (one, other) = (SeededGenerator(seed: 4), SeededGenerator(seed: 4))
    let first = Tensor.normal([3], using: &one)
    #expect(first.scalars == Tensor.normal([3], seed: 4).scalars)
    _ = ValueTensor.normal([3], using: &other)
    #expect(one == other)
    #expect(Tensor.uniform([3], using: &one).scalars != Tensor.uniform([3], seed: 4).scalars)
    #expect(
      Tensor.randomIntegers([9], in: 0..<9, using: &other).shape == [9] && one != other)
    func bound() -> [[Float]] {
      withRandomSeed(9) {
        [Tensor.normal([2]), Tensor.uniform([2]), Tensor.randomIntegers([2], in: 0..<1000)]
          .map(\.scalars)
      }
    }
    #expect(bound() == bound() && bound()[0] == Tensor.normal([2], seed: 9).scalars)
  }

  @Test(arguments: [
    ("ragged", "nested arrays: element 1 has shape [1], those before it [2]"),
    ("range", "randomIntegers: expected a range with a number in it, found 3..<3"),
    ("item", "item: a tensor of shape [2] is not a single number"),
    ("format", "TensorFormat: expected a precision"),
  ])
  func mistakesStopWithAMessage(mistake: String, message: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake] in
      switch mistake {
      case "ragged": _ = Tensor([[1, 2], [3]])
      case "range": _ = Tensor.randomIntegers([1], in: 3..<3)
      case "item": _ = Tensor([1, 2]).item
      default: _ = TensorFormat(precision: -1)
      }
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message), "\(text)")
  }
}
