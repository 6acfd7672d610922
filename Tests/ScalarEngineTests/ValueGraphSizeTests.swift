import Autograd
import ScalarEngine
import Testing

@Suite struct ValueGraphSizeTests {
  @Test func aChainOfAMillionNodesRunsBackwardAndIsReleased() {
    let x = Value(1)
    weak var last: Value?
    do {
      var y = x
      for _ in 0..<1_000_000 { y = y + x }
      last = y
      y.backward()
      #expect(y.data == 1_000_001)
    }
    #expect(x.grad == 1_000_001)
    #expect(last == nil)
  }

  @Test func sixtyDoublingsTakeSixtySteps() {
    let x = Value(1)
    var y = x
    for _ in 0..<60 { y += y }
    y.backward()
    #expect(y.data == 0x1p60 && x.grad == 0x1p60)
    #expect(Value.topologicalOrder(from: [y]).count == 61)
  }

  @Test func aGraphIsReleasedWithItsScope() {
    weak var leaf: Value?
    weak var middle: Value?
    weak var result: Value?
    do {
      let x = Value(2)
      let y = x.exp()
      let z = Value.select(where: y .> 1, y * x, x)
      (leaf, middle, result) = (x, y, z)
      z.backward()
      #expect(leaf != nil && middle != nil && result != nil)
    }
    #expect(leaf == nil && middle == nil && result == nil)
  }

  @Test func releasingAResultKeepsWhatIsStillUsed() {
    let x = Value(2)
    var y: Value? = x * x
    let z = y.map { $0 + 1 }
    y = nil
    z?.backward()
    #expect(x.grad == 4)
  }

  @Test func aLongChainOfGradientsOfGradientsIsReleased() {
    let x = Value(0.5)
    var y = x
    for _ in 0..<100_000 { y = y * 1.0 }
    let slope = gradient(of: y, withRespectTo: x, createGraph: true)
    #expect(slope.data == 1)
  }

  /// Chains that go on by each of the inputs that an operation has.
  @Test(
    arguments: [
      { $0 + 1 }, { 1 - $0 }, { Value(1) * $0 }, { $0 * $0 },
      { .select(where: $0, Value(2), .constant(3)) },
      { .select(where: .constant(0), Value(2), $0) },
    ] as [@Sendable (Value) -> Value])
  func aDeepChainIsReleasedWithoutAStack(link: @Sendable (Value) -> Value) {
    weak var middle: Value?
    do {
      var last = Value(1)
      for index in 0..<200_000 {
        last = link(last)
        if index == 1000 { middle = last }
      }
      #expect(middle != nil)
    }
    #expect(middle == nil)
  }

  @Test func partsThatAreStillUsedOutliveTheRest() {
    let x = Value(2)
    weak var dropped: Value?
    let kept: Value
    do {
      let shared = x * x
      let top = (shared + 1).exp() * shared
      (dropped, kept) = (top, shared.tanh())
    }
    #expect(dropped == nil)
    kept.backward()
    #expect(kept.inputs[0].data == 4 && abs(x.grad - 4 * (1 - kept.data * kept.data)) < 1e-15)
  }
}
