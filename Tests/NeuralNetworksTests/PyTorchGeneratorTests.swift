import Autograd
import NeuralNetworks
import ScalarEngine
import Testing
import VectorEngine

/// PyTorch's random numbers, bit for bit.
@Suite struct PyTorchGeneratorTests {
  struct Case: Decodable {
    let call: String
    let seed: UInt64
    let count: Int
    let first: [UInt64]
    let hash: UInt64
    /// What `torch.rand(1)` gives afterwards.
    let after: UInt64
  }

  struct Program: Decodable {
    struct Array: Decodable, Equatable {
      let first: [UInt64]
      let hash: UInt64
    }
    let program: String
    let arrays: [Array]
  }

  /// The bits of what a call of the fixtures draws, each as a number of the same bytes.
  private func draw(_ call: String, _ count: Int, _ generator: inout PyTorchGenerator) -> Bits? {
    let range = -0.1...0.37
    return switch call {
    case "uniform": Bits(generator.uniform(count: count))
    case "uniform(-0.1...0.37)": Bits(generator.uniform(in: range, count: count))
    case "uniform, double": Bits(generator.uniform(count: count, as: Double.self))
    case "uniform(-0.1...0.37), double":
      Bits(generator.uniform(in: range, count: count, as: Double.self))
    case "normal": Bits(generator.normal(count: count))
    case "normal(0.3, 0.7)":
      Bits(generator.normal(mean: 0.3, standardDeviation: 0.7, count: count))
    case "normal, double": Bits(generator.normal(count: count, as: Double.self))
    case "normal(0.3, 0.7), double":
      Bits(generator.normal(mean: 0.3, standardDeviation: 0.7, count: count, as: Double.self))
    case "integers(0..<10)": Bits(generator.integers(in: 0..<10, count: count))
    case "integers(-5..<8)": Bits(generator.integers(in: -5..<8, count: count))
    case "integers(0..<2^28-1)": Bits(generator.integers(in: 0..<(1 << 28) - 1, count: count))
    case "integers(0..<2^28)": Bits(generator.integers(in: 0..<1 << 28, count: count))
    case "integers(-2^62..<2^62+1)":
      Bits(generator.integers(in: -(1 << 62)..<(1 << 62) + 1, count: count))
    case "permutation": Bits(generator.permutation(of: count))
    case "bernoulli(0.3)":
      Bits(generator.bernoulli(probability: 0.3, count: count).map { $0 ? 1 : 0 } as [Float])
    case "bernoulli(ramp)":
      Bits(
        generator.bernoulli((0..<count).map { Float($0) / Float(count) })
          .map { $0 ? 1 : 0 } as [Float])
    default: nil
    }
  }

  @Test func everyStreamIsPyTorchs() throws {
    let cases: [Case] = try Fixture.load("random")
    #expect(cases.count == 16 * 5 * 10)
    for test in cases {
      #if !canImport(Glibc)
        // The platform's logarithm, sine and cosine may differ in the last bit.
        if test.call.hasPrefix("normal") && test.call.hasSuffix("double") { continue }
      #endif
      var generator = PyTorchGenerator(seed: test.seed)
      let bits = try #require(draw(test.call, test.count, &generator))
      let place: Comment = "\(test.call), seed \(test.seed), \(test.count) numbers"
      #expect(bits.described == .init(first: test.first, hash: test.hash), place)
      #expect(Bits(generator.uniform(count: 1)).described.first == [test.after], place)
    }
  }

  /// Checks what a program of the fixtures draws.
  private func check(_ name: String, _ arrays: [Bits]) throws {
    let programs: [Program] = try Fixture.load("random_programs")
    let expected = try #require(programs.first { $0.program == name })
    #expect(arrays.map(\.described) == expected.arrays, "\(name)")
  }

  #if canImport(Glibc)
    @Test func theSecondOfAPairOfNormalNumbersWaitsForTheNextCall() throws {
      var generator = PyTorchGenerator(seed: 42)
      try check(
        "session",
        [
          Bits(generator.normal(count: 3)), Bits(generator.uniform(count: 2)),
          Bits(generator.normal(count: 1)), Bits(generator.normal(count: 20)),
          Bits(generator.normal(count: 2)), Bits(generator.normal(count: 5, as: Double.self)),
          Bits(generator.normal(count: 17, as: Double.self)), Bits(generator.normal(count: 1)),
        ])
    }
  #endif

  @Test(arguments: Engine.allCases)
  func aLinearLayerStartsFromPyTorchsWeights(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let layer = withPyTorchSeed(1) { Linear<T>(784, 64) }
      try self.check("linear", [Bits(layer.weight), Bits(try #require(layer.bias))])
    }
    try check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func randomTensorsArePyTorchs(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let tensors = withPyTorchSeed(1) {
        [
          T.normal([3, 20]), .normal([3, 4]), .uniform([2, 3]), .randomIntegers([32], in: 0..<27),
        ]
      }
      try self.check("randn", tensors.map { Bits($0) })
      var generator = PyTorchGenerator(seed: 1)
      let drawn = [
        T.normal([3, 20], using: &generator), .normal([3, 4], using: &generator),
        .uniform([2, 3], using: &generator), .randomIntegers([32], in: 0..<27, using: &generator),
      ]
      try self.check("randn", drawn.map { Bits($0) })
    }
    try check(engine.tensorType)
  }

  @Test func aModelAndItsDropoutDrawInTurnAsInPyTorch() throws {
    let arrays: [Bits] = withPyTorchSeed(2) {
      let dropout = Dropout<Tensor>(0.2)
      let model = Sequential<Tensor> {
        Linear(30, 5)
        Tanh()
        dropout
        Linear(5, 3)
      }
      let ones = Tensor.ones([40])
      return model.parameters.map { Bits($0) }
        + [Bits(dropout(ones)), Bits(dropout(ones)), Bits(Tensor.uniform([2]))]
    }
    try check("dropout", arrays)
  }

  @Test func dropoutGoesOnDrawingFromTheSameNumbersOutside() {
    let ones = ValueTensor.ones([40])
    let (first, second) = withPyTorchSeed(6) {
      (Dropout<ValueTensor>(0.2), Dropout<ValueTensor>(0.2))
    }
    var generator = PyTorchGenerator(seed: 6)
    for layer in [first, second, first] {
      let kept = generator.bernoulli(probability: 0.8, count: 40)
      #expect(layer(ones).scalars.map { $0 != 0 } == kept)
    }
  }

  @Test func initializersDrawAsPyTorchsDo() throws {
    func start(_ initializer: Initializer, _ shape: Shape = [10, 7]) -> Bits {
      let tensor: Tensor = initializer(shape)
      return Bits(tensor)
    }
    let arrays = withPyTorchSeed(3) {
      [
        start(.xavierUniform()), start(.xavierNormal()), start(.kaimingUniform()),
        start(.kaimingNormal(mode: .fanOut)), start(.normal(mean: 1, standardDeviation: 0.1), [13]),
        start(.uniform(lower: -1, upper: 2), [13]), start(.constant(3), [2]),
        start(
          .custom { shape, generator in (0..<shape.elementCount).map { _ in generator.normal() } },
          [2]),
      ]
    }
    try check("initializers", arrays)
  }

  @Test func onlyTheLower32BitsOfTheSeedCount() {
    #expect(PyTorchGenerator(seed: 1 << 63) == PyTorchGenerator(seed: 0))
    #expect(PyTorchGenerator(seed: 1 << 31) != PyTorchGenerator(seed: 0))
  }

  @Test func theStandardLibraryTakesIt() {
    var (one, other) = (PyTorchGenerator(seed: 9), PyTorchGenerator(seed: 9))
    let shuffled = Array(0..<20).shuffled(using: &one)
    #expect(shuffled.sorted() == Array(0..<20) && shuffled != Array(0..<20))
    #expect(one != other)
    _ = Array(0..<20).shuffled(using: &other)
    #expect(one == other)
    // The upper half is the first word.
    var words = PyTorchGenerator(seed: 9)
    let bits = words.next()
    var integers = PyTorchGenerator(seed: 9)
    let halves = integers.integers(in: 0..<1 << 27, count: 2)
    #expect(
      Int(bits >> 32) % (1 << 27) == halves[0] && Int(bits & 0xffff_ffff) % (1 << 27) == halves[1])
  }

  @Test func nothingIsDrawnForNoNumbers() {
    var generator = PyTorchGenerator(seed: 4)
    #expect(generator.uniform(count: 0).isEmpty && generator.normal(count: 0).isEmpty)
    #expect(generator.integers(in: 0..<3, count: 0).isEmpty && generator.permutation(of: 0).isEmpty)
    #expect(generator.permutation(of: 1) == [0])
    #expect(generator == PyTorchGenerator(seed: 4))
  }

  @Test(arguments: [
    ("range", "integers: expected a range with a number in it, found 3..<3"),
    ("probability", "bernoulli: expected a probability from 0 to 1, found 1.5"),
    ("probabilities", "bernoulli: expected a probability from 0 to 1, found nan"),
    ("bounds", "uniform: expected bounds a finite number apart, found 0.0...1e+39"),
    (
      "deviation", "normal: expected a finite mean and a deviation of 0 or more, found 0.0 and -1.0"
    ),
    ("bound", "integer(below:) needs a bound above zero, not 0"),
  ])
  func mistakesStopWithAMessage(mistake: String, message: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake] in
      var generator = PyTorchGenerator(seed: 0)
      switch mistake {
      case "range": _ = generator.integers(in: 3..<3, count: 1)
      case "probability": _ = generator.bernoulli(probability: 1.5, count: 1)
      case "probabilities": _ = generator.bernoulli([0.5, .nan])
      case "bounds": _ = generator.uniform(in: 0...1e39, count: 1)
      case "deviation": _ = generator.normal(mean: 0, standardDeviation: -1, count: 20)
      default: _ = generator.integer(below: 0)
      }
    }
    expectMessage(of: result, contains: message)
  }
}

/// The bits of numbers, and how many bytes each has.
struct Bits {
  let words: [UInt64]
  let byteCount: Int

  init(_ numbers: [Float]) { (words, byteCount) = (numbers.map { UInt64($0.bitPattern) }, 4) }
  init(_ numbers: [Double]) { (words, byteCount) = (numbers.map(\.bitPattern), 8) }
  init(_ numbers: [Int]) {
    (words, byteCount) = (numbers.map { UInt64(bitPattern: Int64($0)) }, 8)
  }
  /// What a tensor of either engine has in `Float`.
  init(_ tensor: some DifferentiableTensor) { self.init(tensor.doubles.map { Float($0) }) }

  /// The first, and the hash FNV-1a of all bytes, as in the fixtures.
  var described: PyTorchGeneratorTests.Program.Array {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in words {
      for byte in 0..<byteCount {
        hash = (hash ^ (word >> (8 * UInt64(byte)) & 0xff)) &* 0x100_0000_01b3
      }
    }
    return .init(first: Array(words.prefix(3)), hash: hash)
  }
}
