import Autograd
import ScalarEngine
import Testing

@Suite struct BackwardPassTests {
  /// A neuron with two inputs, as the lessons draw it.
  private struct Neuron {
    let x1 = Value(2, label: "x1"), x2 = Value(0, label: "x2")
    let w1 = Value(-3, label: "w1"), w2 = Value(1, label: "w2")
    let b = Value(6.881373587019543, label: "b")
    let n: Value
    let o: Value

    init() {
      n = x1 * w1 + x2 * w2 + b
      n.label = "n"
      o = n.tanh()
      o.label = "o"
    }
  }

  @Test func theGradientsOfANeuronStepByStep() throws {
    let neuron = Neuron()
    let pass = neuron.o.backwardPass()

    let output = try #require(pass.next())
    #expect(output.node === neuron.o && output.gradient == 1)
    let toSum = try #require(output.contributions.first)
    #expect(toSum.input === neuron.n)
    #expect(abs(toSum.amount - 0.5) < 1e-12, "1 − tanh² of the sum")
    #expect(abs(neuron.n.grad - 0.5) < 1e-12 && neuron.w1.grad == 0)

    let sum = try #require(pass.next())
    #expect(sum.node === neuron.n && sum.number == 2)
    #expect(sum.contributions.map(\.derivative) == [1, 1])

    for _ in pass {}
    #expect(abs(neuron.x1.grad + 1.5) < 1e-12 && abs(neuron.w1.grad - 1) < 1e-12)
    #expect(abs(neuron.x2.grad - 0.5) < 1e-12 && neuron.w2.grad == 0)
  }

  @Test func aStepReadsAsLines() throws {
    let a = Value(2, label: "a"), b = Value(-0.5, label: "b")
    let d = a * b
    d.label = "d"
    let steps = Array(d.tanh().backwardPass())
    #expect(
      steps.map(\.description) == [
        """
        step 1 of 4: tanh(d), gradient 1: the result itself, from which the pass starts
          d: ∂tanh(d)/∂d = 1 − tanh(d)² = 1 − (-0.76159)² = 0.41997; 1 · 0.41997 = 0.41997; gradient 0 → 0.41997
        """,
        """
        step 2 of 4: d = a × b, gradient 0.41997: complete, its one use (tanh, step 1) is done
          a: ∂(a·b)/∂a = b = -0.5; 0.41997 · (-0.5) = -0.20999; gradient 0 → -0.20999
          b: ∂(a·b)/∂b = a = 2; 0.41997 · 2 = 0.83995; gradient 0 → 0.83995
        """,
        "step 3 of 4: leaf b, gradient 0.83995: complete, its one use (d, step 2) is done",
        "step 4 of 4: leaf a, gradient -0.20999: complete, its one use (d, step 2) is done",
      ])
  }

  @Test func fanInAddsUpTermByTerm() throws {
    let x = Value(3, label: "x")
    let step = try #require((x * x).backwardPass().next())
    #expect(step.contributions.map(\.before) == [0, 3])
    #expect(step.contributions.map(\.after) == [3, 6])

    let y = Value(1, label: "y")
    let uses = try #require(Array((y.exp() + y * 2).backwardPass()).last).uses
    #expect(uses.map(\.step) == [2, 3] || uses.map(\.step) == [3, 2])
  }

  @Test func leavesGoOnFromEarlierPasses() throws {
    let x = Value(3)
    let y = x * 2
    y.backward()
    let step = try #require(y.backwardPass().next())
    #expect(step.contributions.map(\.before) == [2] && step.contributions.map(\.after) == [4])
  }

  @Test func aStepKeepsItsNumbersWhenThePassGoesOn() throws {
    let x = Value(2)
    let steps = Array((x.exp() * x.exp()).backwardPass())
    let first = try #require(steps.first)
    #expect(first.contributions.map(\.before) == [0, 0])
    #expect(first.gradient == 1 && first.count == 4)
  }

  @Test(arguments: [
    (UnaryOperation.power(exponent: 3), "∂x^3/∂x = 3·x^2", "3·2^2 = 12"),
    (.sigmoid, "∂σ(x)/∂x = y·(1 − y)", "0.8808·(1 − 0.8808) = 0.10499"),
    (.exp, "∂exp(x)/∂x = y", "7.3891"),
    (.relu, "∂ReLU(x)/∂x = 1 if x > 0 else 0", "1 if 2 > 0 else 0 = 1"),
  ])
  func formulasTakeNumbers(operation: UnaryOperation, formula: String, substitution: String) throws
  {
    let result = Value.apply(operation, to: Value(2, label: "x"))
    result.label = "y"
    let step = try #require(result.backwardPass().next())
    let contribution = try #require(step.contributions.first)
    #expect(contribution.formula.description == formula)
    #expect(contribution.substitution == substitution)
  }

  @Test func twoPassesOverOneGraphKeepTheirOrders() {
    let neuron = Neuron()
    let expected = Array(neuron.o.backwardPass()).map(\.node.identity)
    let first = neuron.o.backwardPass()
    let start = [first.next(), first.next()].compactMap { $0?.node.identity }
    #expect(Array(neuron.o.backwardPass()).map(\.node.identity) == expected)
    #expect(start + Array(first).map(\.node.identity) == expected)
  }

  @Test func stepsKeepTheirGraphAlive() throws {
    weak var product: Value?
    func firstStep() -> ValueBackwardStep? {
      let x = Value(2, label: "x")
      let y = x.exp() * 3
      product = y
      return y.backwardPass().next()
    }
    do {
      let step = try #require(firstStep())
      #expect(step.node === product && step.contributions.count == 1)
      #expect(step.node.inputs[0].inputs[0].label == "x")
    }
    #expect(product == nil)
  }
}
