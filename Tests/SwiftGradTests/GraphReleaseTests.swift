import Foundation
import SwiftGrad
import Testing

@Suite struct GraphReleaseTests {
  private func released<T: DifferentiableTensor>(_: T.Type) -> Bool {
    let x = T([1, 2], requiresGradient: true)
    let hidden = x.exp()
    let loss = (hidden * 3).sum()
    loss.backward()
    let (number, gradient) = (loss.item, x.grad.scalars)
    loss.releaseGraph()
    x.releaseGraph()
    // The number and its gradient stay; what a variable holds can still run backward.
    guard loss.item == number && loss.grad.item == 1 && loss.isLeaf && !loss.requiresGradient,
      x.requiresGradient && x.isLeaf && !hidden.isLeaf
    else { return false }
    hidden.sum().backward()
    // Of 3·exp(x) first, and exp(x) now.
    let grown = zip(x.grad.scalars, gradient).allSatisfy { now, before in
      abs(Double(now) / Double(before) - 4.0 / 3) < 1e-6
    }
    return grown && !(loss * 2).requiresGradient
  }

  @Test func aReleasedResultIsAConstant() {
    #expect(released(Tensor.self))
    #expect(released(ValueTensor.self))
    let x = Value(3)
    let y = x * x
    y.backward()
    y.releaseGraph()
    #expect(y.data == 9 && y.grad == 1 && y.isLeaf && !y.requiresGradient && y.inputs.isEmpty)
    #expect(x.grad == 6 && x.requiresGradient)
  }

  @Test func whatTheResultAloneKeptIsFreed() {
    weak var square: Value?
    let x = Value(3)
    let y: Value
    do {
      let inner = x * x
      square = inner
      y = inner + 1
    }
    #expect(square != nil)
    y.releaseGraph()
    #expect(square == nil)
  }

  @Test func aLongChainIsReleasedWithoutADeepStack() {
    var value = Value(1) * 1
    var tensor = Tensor([1], requiresGradient: true) * 1
    for _ in 0..<300_000 { value = -value }
    for _ in 0..<100_000 { tensor = -tensor }
    value.releaseGraph()
    tensor.releaseGraph()
    #expect(value.data == 1 && tensor.item == 1)
  }

  @Test(arguments: ["Value", "Tensor", "ValueTensor"], [false, true])
  func aPassThroughAReleasedResultTraps(engine: String, behind: Bool) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [engine, behind] in
      switch engine {
      case "Value": runThroughAReleased(Value(3), behind: behind)
      case "Tensor": runThroughAReleased(Tensor(3, requiresGradient: true), behind: behind)
      default: runThroughAReleased(ValueTensor(3, requiresGradient: true), behind: behind)
      }
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("was released by releaseGraph()"), "\(message)")
  }

  @Test func aHookCanNotReleaseTheGraphOfItsPass() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Value(3)
      let y = x * x
      let z = y * 2
      y.onGradient { _ in
        z.releaseGraph()
        return nil
      }
      z.backward()
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("releaseGraph: a hook can not release a graph"), "\(message)")
  }

  @Test func aGraphCanBeReleasedBetweenTwoSteps() {
    let x = Value(3)
    let loss = (x * x + 1) * x
    for step in loss.backwardPass() where step.number == 1 { loss.releaseGraph() }
    // The step of the result itself was taken; those of its inputs go on.
    #expect(x.grad == 28)
  }

  /// Other suites run beside this one and take from the pool: the exit test has a process of its own.
  @Test func memoryThatNobodyUsesIsGivenBack() async {
    await #expect(processExitsWith: .success) {
      func step() { _ = Tensor.zeros([1 << 20]) + Tensor.zeros([1 << 20]) }
      step()
      let before = Tensor.systemAllocationCount
      step()
      precondition(Tensor.systemAllocationCount == before, "the pool keeps what was freed")
      Tensor.releaseUnusedMemory()
      step()
      precondition(Tensor.systemAllocationCount == before + 3, "it was given back")
    }
  }
}

private func runThroughAReleased<T: Backpropagating>(_ x: T, behind: Bool) {
  let y = x * x
  let z = y * 2
  y.releaseGraph()
  if behind { z.backward() } else { y.backward() }
}
