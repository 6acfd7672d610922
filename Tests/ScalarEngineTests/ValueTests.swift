import Autograd
import ScalarEngine
import Testing

@Suite struct ValueTests {
  @Test func smallExpressionHasTheGradientsOfMicrograd() {
    let a = Value(-4, label: "a"), b = Value(2, label: "b")
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
    #expect(g.data == 24.70408163265306)
    #expect(a.grad == 138.83381924198252)
    #expect(b.grad == 645.5772594752186)
  }

  @Test func literalsVariablesAndNodesMix() {
    let x = Value(3), rate = 0.5, half = Value(0.5)
    #expect((2 - x).data == -1)
    #expect((x - 2).data == 1)
    #expect((1 / x).data == 1.0 / 3)
    #expect((rate * x + x / rate - half).data == 7)
    var y = x
    y += 1
    y *= 2
    y -= 0.5
    y /= half
    #expect(y.data == 15)
    y.backward()
    #expect(x.grad == 4)
  }

  @Test func aNodeUsedTwiceGetsBothGradients() {
    let x = Value(3)
    (x + x).backward()
    #expect(x.grad == 2)
    let y = Value(3)
    (y * y).backward()
    #expect(y.grad == 6)
  }

  @Test func onlyLeavesAccumulateOverPasses() {
    let x = Value(3)
    let y = x * x * x
    y.backward()
    #expect(x.grad == 27)
    y.backward()
    #expect(x.grad == 54)
    x.zeroGradient()
    #expect(x.grad == 0 && !x.hasGradient)
    y.backward()
    #expect(x.grad == 27)
  }

  @Test func lossesThatShareNodesAddUpInTheLeaves() {
    let x = Value(2), w = Value(5)
    let shared = x * w
    (shared * shared).backward()
    #expect(x.grad == 100 && w.grad == 40)
    (3 * shared).backward()
    #expect(x.grad == 115 && w.grad == 46)
    #expect(shared.grad == 3)
  }

  @Test func gradientReadsZeroAndNotComputedBeforeAPass() {
    var p = Value(2)
    #expect(p.grad == 0 && !p.hasGradient)
    #expect("\(p)" == "Value(2.0, grad: —)")
    p.data -= 0.1 * p.grad
    #expect(p.data == 2)
    p = Value(2, label: "p")
    (p * 3).backward()
    #expect("\(p)" == "Value(p: 2.0, grad: 3.0)")
    p.data -= 0.1 * p.grad
    #expect(p.data == 1.7)
  }

  @Test func literalsInsideOfAnExpressionAreConstants() {
    let y = Value(2) * 3
    #expect(y.inputs.map(\.requiresGradient) == [true, false])
    #expect(y.operation == .binary(.multiply))
  }

  @Test func theConstantBesideANodeIsANodeOnceItIsLookedAt() {
    let x = Value(4)
    let left = 2 / x, right = x / 2
    #expect(left.inputs.map(\.data) == [2, 4] && right.inputs.map(\.data) == [4, 2])
    #expect(left.inputs[0] === left.inputs[0] && left.inputs[1] === x)
    #expect(right.inputs[1] === right.inputs[1] && right.inputs[0] === x)
    (left + right).backward()
    #expect(x.grad == -2.0 / 16 + 0.5)
    #expect(left.inputs[0].grad == 0 && !left.inputs[0].hasGradient)
  }

  @Test func resultsOfConstantsKeepNoGraph() {
    let x = Value(2, requiresGradient: false)
    #expect((x * x).inputs.isEmpty)
    let y = withoutGradient { Value(2) * Value(3) }
    #expect(y.data == 6 && y.isLeaf && !y.requiresGradient)
    #expect((Value(2) .> Value(1)).isLeaf)
  }

  @Test func noGradientFlowsThroughADetachedNode() {
    let x = Value(3)
    let y = x * x.detached()
    y.backward()
    #expect(x.grad == 3)
  }

  @Test func higherDerivativesFollowFromTheSameRules() {
    let x = Value(1.5)
    var derivative = x.pow(4)
    for _ in 0..<3 { derivative = gradient(of: derivative, withRespectTo: x, createGraph: true) }
    #expect(derivative.data == 24 * 1.5)
    #expect(!x.hasGradient)

    let z = Value(0.3)
    derivative = z.tanh()
    for _ in 0..<3 { derivative = gradient(of: derivative, withRespectTo: z, createGraph: true) }
    let t = UnaryOperation.tanh(0.3)
    #expect(abs(derivative.data - (-2 + 8 * t * t - 6 * t * t * t * t)) < 1e-14)
  }

  @Test func gradientOfWhatIsNotUsedIsZero() {
    let x = Value(3), unused = Value(1)
    let gradients = gradient(of: x * 2, withRespectTo: [x, unused])
    #expect(gradients.map(\.data) == [2, 0])
  }

  @Test func noGradientFlowsToALeafThatGaveItUpAfterItWasUsed() {
    let x = Value(3), w = Value(2)
    let y = x * 2 + 2 / x + x.exp() + x * w
    x.requiresGradient = false
    y.backward()
    #expect(x.grad == 0 && !x.hasGradient && w.grad == 3)
  }

  @Test func selectPassesTheGradientToTheBranchTaken() {
    let a = Value(2), b = Value(5)
    (Value.select(where: a .> 1, a * b, b)).backward()
    #expect(a.grad == 5 && b.grad == 2)
  }
}

@Suite struct ValueHookTests {
  @Test func aHookReplacesTheGradientBeforeItFlowsOn() {
    let x = Value(3)
    let y = x * 2
    var seen: [Double] = []
    y.onGradient {
      seen.append($0.data)
      return $0 * 10
    }
    (y * y).backward()
    #expect(seen == [12])
    #expect(y.grad == 120 && x.grad == 240)
  }

  @Test func aHookOnALeafSeesWhatThisPassContributes() {
    let x = Value(3)
    x.onGradient { Value(min($0.data, 1)) }
    let y = x * 5
    y.backward()
    y.backward()
    #expect(x.grad == 2)
  }
}

@Suite struct ValueTrapTests {
  @Test func backwardTrapsWhenAnInputWasChanged() async {
    await #expect(processExitsWith: .failure) {
      let x = Value(3)
      let y = x * x
      x.data = 4
      y.backward()
    }
  }

  @Test func backwardTrapsWhenAConstantWasChanged() async {
    await #expect(processExitsWith: .failure) {
      let y = Value(3) * 2
      y.inputs[1].data = 4
      y.backward()
    }
  }

  @Test func backwardTrapsWhenAResultWasChanged() async {
    await #expect(processExitsWith: .failure) {
      let x = Value(3)
      let y = x.tanh()
      y.data = 4
      y.backward()
    }
  }

  @Test func backwardOfAConstantTraps() async {
    await #expect(processExitsWith: .failure) {
      withoutGradient { Value(2) * 3 }.backward()
    }
  }

  @Test func aChangedValueIsFineForANewGraph() {
    let x = Value(3)
    (x * x).backward()
    x.data = 4
    x.zeroGradient()
    (x * x).backward()
    #expect(x.grad == 8)
  }
}
