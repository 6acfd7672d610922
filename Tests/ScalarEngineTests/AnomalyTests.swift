import Autograd
import ScalarEngine
import Testing

@Suite struct AnomalyTests {
  @Test func theFirstResultThatIsNotFiniteIsNamedBeforeAnyGradientChanges() {
    let p = Value(0, label: "p"), q = Value(2, label: "q")
    let loss = p.log() * q + q.exp()
    let anomaly = #expect(throws: GradientAnomaly.self) {
      try loss.backward(detectAnomalies: true)
    }
    #expect(anomaly?.description == "forward, at log: log(0) = -∞, because p = 0")
    #expect(!q.hasGradient)
    let graph = loss.graph()
    #expect(anomaly?.path.map { graph.nodes[$0].operation?.symbol } == ["log", "×", "+"])
  }

  @Test func aLeafCanBeTheOrigin() {
    let loss = Value(.nan, label: "x") * 2
    let anomaly = #expect(throws: GradientAnomaly.self) {
      try loss.backward(detectAnomalies: true)
    }
    #expect(anomaly?.description == "forward, at x: is NaN; a leaf, with no inputs")
  }

  @Test func aGradientThatBecomesInfiniteIsNamedWhereItDoes() {
    let x = Value(0, label: "x")
    let loss = x.sqrt() * 3
    let anomaly = #expect(throws: GradientAnomaly.self) {
      try loss.backward(detectAnomalies: true)
    }
    #expect(
      anomaly?.description
        == "backward, at √: the gradient 3 became ∞ for x by ∂√x/∂x = 1/(2·√x), because x = 0")
    #expect(x.grad == .infinity)
  }

  @Test func thePathOfResultsLeavesOutUsesThatStayFinite() {
    let x = Value(-1, label: "x")
    let wrong = x.log()
    let masked = Value.select(where: .constant(0), wrong, Value(1)) * 2
    let loss = wrong * 3 + masked
    let anomaly = #expect(throws: GradientAnomaly.self) {
      try loss.backward(detectAnomalies: true)
    }
    let path = anomaly?.path.map { anomaly?.graph.nodes[$0].operation?.symbol }
    #expect(path == ["log", "×", "+"])
  }

  @Test func aPathEndsWhereResultsAreFiniteAgain() {
    let x = Value(0, label: "x")
    let anomaly = #expect(throws: GradientAnomaly.self) {
      try ((-x.log()).exp() + 1).sigmoid().backward(detectAnomalies: true)
    }
    let path = anomaly?.path.map { anomaly?.graph.nodes[$0].operation?.symbol }
    #expect(path == ["log", "−", "exp", "+"])
  }

  @Test func thePathOfGradientsLeadsBackToALeaf() {
    let x = Value(0, label: "x"), y = Value(2, label: "y")
    let root = (x * y).sqrt()
    let loss = root * 3 + y
    let anomaly = #expect(throws: GradientAnomaly.self) {
      try loss.backward(detectAnomalies: true)
    }
    #expect(anomaly?.direction == .backward)
    let nodes = anomaly?.path.compactMap { anomaly?.graph[$0] }
    #expect(nodes?.map { $0.operation?.symbol ?? $0.label } == ["√", "×", "x"])
    #expect(anomaly?.path.first == anomaly?.node)
    // The graph holds what the pass left.
    #expect(nodes?.map(\.gradient) == [.scalar(3), .scalar(.infinity), .scalar(.infinity)])
  }

  @Test func finitePassesRunAsEver() throws {
    let x = Value(3)
    try (x * x).backward(detectAnomalies: true)
    #expect(x.grad == 6)
  }
}

@Suite struct ForwardTraceTests {
  @Test func eachResultIsALine() {
    let a = Value(2, label: "a"), b = Value(-0.5, label: "b")
    let d = a * b
    d.label = "d"
    #expect(
      (d + 1).tanh().graph().forwardTrace.map(\.description) == [
        "step 1 of 3: d = a × b = 2 × (-0.5) = -1",
        "step 2 of 3: d + 1 = (-1) + 1 = 0",
        "step 3 of 3: tanh(0) = 0",
      ])
  }
}

@Suite struct FiniteDifferenceTests {
  @Test func aSmoothFunctionIsConfirmed() throws {
    let step = try #require((Value(2) * Value(5)).sigmoid().backwardPass().next())
    let difference = try #require(step.finiteDifference(ofInput: 0))
    #expect(difference.agrees && !difference.isNearKink)
    #expect(step.finiteDifference(ofInput: 1) == nil)
  }

  @Test func aKinkIsNoted() throws {
    let step = try #require(Value(0).relu().backwardPass().next())
    let difference = try #require(step.finiteDifference(ofInput: 0))
    #expect(difference.isNearKink && difference.agrees)
    #expect(
      difference.description == "formula 0, measured 0.5; near a kink: 0 below, 1 above")
  }

  @Test func theNumberOfACallHasItsParenthesesAlone() throws {
    let d = Value(-6, label: "d")
    #expect(d.tanh().graph().forwardTrace.map(\.substitution) == ["tanh(-6)"])
    #expect((d * d).tanh().graph().forwardTrace.map(\.equation) == ["d × d", "tanh(36)"])
    let error = try #require(throws: GradientAnomaly.self) {
      try d.log().backward(detectAnomalies: true)
    }
    #expect(error.description == "forward, at log: log(-6) = NaN, because d = -6")
  }
}
