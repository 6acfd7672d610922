import SwiftGrad
import Testing

/// What PyTorch's `register_hook` does, in the same computations: the numbers are PyTorch's.
@Suite struct HookTests {
  // MARK: A backward pass inside of a hook

  /// y = x², a = 3y, b = 7y: the derivative of a + b is 20x = 40. `other` = 100y has 200x = 400.
  private func nested<T: Backpropagating>(
    at x: T, inHook: @escaping (_ other: T, _ x: T) -> Void
  ) -> (y: T, a: T, other: T) {
    let y = x * x
    let a = 3 * y
    let b = 7 * y
    let other = 100 * y
    a.onGradient { _ in
      inHook(other, x)
      return nil
    }
    (a + b).backward()
    return (y, a, other)
  }

  @Test func aPassInsideOfAHookLeavesTheOuterOneAlone() {
    let value = Value(2)
    let values = nested(at: value) { other, _ in other.backward() }
    #expect(
      value.grad == 440 && values.y.grad == 10 && values.a.grad == 1 && values.other.grad == 1)
    let tensor = Tensor(2, requiresGradient: true)
    let tensors = nested(at: tensor) { other, _ in other.backward() }
    #expect(tensor.grad.item == 440 && tensors.y.grad.item == 10 && tensors.a.grad.item == 1)
    #expect(tensors.other.grad.item == 1)
    let array = ValueTensor(2, requiresGradient: true)
    _ = nested(at: array) { other, _ in other.backward() }
    #expect(array.grad.item == 440)
  }

  @Test func severalPassesInsideOfAHookDoAsOne() {
    let value = Value(2)
    _ = nested(at: value) { other, _ in
      other.backward()
      // One that is not run to its end has passed nothing on to the leaf.
      _ = other.backwardPass().next()
      other.backward()
    }
    #expect(value.grad == 840)
    let tensor = Tensor(2, requiresGradient: true)
    _ = nested(at: tensor) { other, _ in
      other.backward()
      _ = other.backwardPass().next()
      for _ in other.backwardPass() {}
    }
    #expect(tensor.grad.item == 840)
  }

  @Test func aPassInsideOfAHookInsideOfAHook() {
    func run<T: Backpropagating>(_ x: T) {
      let y = x * x
      let (a, b, c) = (3 * y, 100 * y, 1000 * y)
      b.onGradient { _ in
        c.backward()
        return nil
      }
      a.onGradient { _ in
        b.backward()
        return nil
      }
      (a + 7 * y).backward()
    }
    let (value, tensor) = (Value(2), Tensor(2, requiresGradient: true))
    run(value)
    run(tensor)
    // (10 + 100 + 1000) · 2x
    #expect(value.grad == 4440 && tensor.grad.item == 4440)
  }

  @Test func aGradientTakenInsideOfAHookLeavesThePassAlone() {
    for createGraph in [false, true] {
      var seen: [Double] = []
      let value = Value(2)
      _ = nested(at: value) { other, x in
        seen.append(gradient(of: other, withRespectTo: x, createGraph: createGraph).data)
      }
      let tensor = Tensor(2, requiresGradient: true)
      _ = nested(at: tensor) { other, x in
        seen.append(
          Double(gradient(of: other, withRespectTo: x, createGraph: createGraph).item))
      }
      #expect(value.grad == 40 && tensor.grad.item == 40 && seen == [400, 400])
    }
  }

  @Test func aPassInsideOfAHookReachesALeafThatHasHooksToo() {
    let (value, tensor) = (Value(2), Tensor(2, requiresGradient: true))
    let array = ValueTensor(2, requiresGradient: true)
    value.onGradient { $0 * 2 }
    tensor.onGradient { $0 * 2 }
    array.onGradient { $0 * 2 }
    value.grad = 5
    _ = nested(at: value) { other, _ in other.backward() }
    _ = nested(at: tensor) { other, _ in other.backward() }
    _ = nested(at: array) { other, _ in other.backward() }
    #expect(value.grad == 885 && tensor.grad.item == 880 && array.grad.item == 880)
  }

  // MARK: Gradients that are asked for

  @Test func hooksChangeGradientsThatAreAskedFor() {
    for createGraph in [false, true] {
      let (value, tensor) = (Value(2), Tensor(2, requiresGradient: true))
      let array = ValueTensor([2, 2], requiresGradient: true)
      value.onGradient { $0 * 2 }
      tensor.onGradient { $0 * 2 }
      array.onGradient { $0 * 2 }
      #expect(gradient(of: 3 * value, withRespectTo: value, createGraph: createGraph).data == 6)
      #expect(gradient(of: 3 * tensor, withRespectTo: tensor, createGraph: createGraph).item == 6)
      let gradients = gradient(
        of: (3 * array).sum(), withRespectTo: array, createGraph: createGraph)
      #expect(gradients.scalars == [6, 6])
      #expect(!value.hasGradient && !tensor.hasGradient && !array.hasGradient)
    }
  }

  private func secondOfCube<T: Backpropagating>(_ x: T) -> (T, T) {
    x.onGradient { $0 * 2 }
    let first = gradient(of: x * x * x, withRespectTo: x, createGraph: true)
    return (first, gradient(of: first, withRespectTo: x))
  }

  private func secondOfFourthPower<T: Backpropagating>(_ x: T) -> (T, T) {
    let y = x * x
    y.onGradient { $0 * $0 * 3 }
    let first = gradient(of: y * y, withRespectTo: x, createGraph: true)
    return (first, gradient(of: first, withRespectTo: x))
  }

  @Test func whatAHookDoesIsPartOfTheGraphOfAGradient() {
    let cubes = secondOfCube(Value(2))
    #expect(cubes.0.data == 24 && cubes.1.data == 48)
    let tensorCubes = secondOfCube(Tensor(2, requiresGradient: true))
    #expect(tensorCubes.0.item == 24 && tensorCubes.1.item == 48)
    let arrayCubes = secondOfCube(ValueTensor(2, requiresGradient: true))
    #expect(arrayCubes.0.item == 24 && arrayCubes.1.item == 48)
    let powers = secondOfFourthPower(Value(2))
    #expect(powers.0.data == 768 && powers.1.data == 1_769_856)
    let tensorPowers = secondOfFourthPower(Tensor(2, requiresGradient: true))
    #expect(tensorPowers.0.item == 768 && tensorPowers.1.item == 1_769_856)
    let arrayPowers = secondOfFourthPower(ValueTensor(2, requiresGradient: true))
    #expect(arrayPowers.0.item == 768 && arrayPowers.1.item == 1_769_856)
  }

  private func callsAsked<T: Backpropagating>(_ x: T, _ w: T) -> Int {
    var count = 0
    w.onGradient { _ in
      count += 1
      return nil
    }
    for createGraph in [false, true] {
      _ = gradient(of: w * x, withRespectTo: x, createGraph: createGraph)
    }
    let before = count
    (w * x).backward()
    return count == before + 1 ? before : -1
  }

  @Test func hooksOfLeavesThatAreNotAskedForAreNotCalled() {
    #expect(callsAsked(Value(2), Value(3)) == 0)
    #expect(
      callsAsked(Tensor(2, requiresGradient: true), Tensor(3, requiresGradient: true)) == 0)
    #expect(
      callsAsked(ValueTensor(2, requiresGradient: true), ValueTensor(3, requiresGradient: true))
        == 0)
  }

  @Test func anAuditCallsNoHookAndAgrees() {
    let x = Tensor([1, 2], label: "x", requiresGradient: true)
    let y = x * 3
    var count = 0
    x.onGradient { $0 * 2 }
    y.onGradient { _ in
      count += 1
      return nil
    }
    let report = audit(y.tanh().sum())
    #expect(report.passes && report.leafCount == 1 && count == 0, "\(report)")
  }

  // MARK: One surface on all nodes

  /// The gradients of two leaves, what the hooks saw, and the gradient of the result between.
  private func trace<T: DifferentiableTensor>(_: T.Type) -> [[Double]] {
    let x = T(rows: [[1, -2, 3], [0.5, 4, -1]], requiresGradient: true)
    let w = T([2, -1, 0.5], requiresGradient: true)
    var seen: [[Double]] = []
    func watch(_ tensor: T, _ change: @escaping (T) -> T?) {
      tensor.onGradient { gradient in
        seen.append(gradient.scalars.map { Double($0) })
        return change(gradient)
      }
    }
    let product = x * w
    watch(product) { $0 / 4 }
    // Of several hooks each sees what the one before made of it.
    watch(product) { $0 - 1 }
    watch(w) { $0 / $0.abs().max() }
    watch(x) { _ in nil }
    let total = product.sum(axis: 0)
    watch(total) { $0 * 2 }
    (total * total).backward(gradient: T([1, 2, 4]))
    product.backward(
      gradient: T(repeating: 0.25, shape: product.shape))
    return seen + [x.grad, w.grad, product.grad].map { $0.scalars.map { Double($0) } }
  }

  @Test func bothEnginesShowHooksTheSame() {
    let (vector, scalar) = (trace(Tensor.self), trace(ValueTensor.self))
    #expect(vector.count == 12 && vector.map(\.count) == scalar.map(\.count))
    for (vector, scalar) in zip(vector, scalar) {
      #expect(zip(vector, scalar).allSatisfy { abs($0 - $1) < 1e-5 }, "\(vector) \(scalar)")
    }
  }

  @Test func aHookOfATensorSeesElementsThatAreUsedOnDifferentWays() {
    func run<T: DifferentiableTensor>(_: T.Type) -> ([T.Scalar], [T.Scalar]) {
      let x = T([1, 2, 3], requiresGradient: true)
      let y = x * 2
      var seen: [T.Scalar] = []
      y.onGradient {
        seen += $0.scalars
        return $0 / $0.sum()
      }
      // The first element is used late and early, the second early, the third not at all.
      ((y[0] + 1) * y[1] * y[0]).backward()
      return (seen, x.grad.scalars)
    }
    let (vector, scalar) = (run(Tensor.self), run(ValueTensor.self))
    #expect(vector.0 == [20, 6, 0] && scalar.0 == [20, 6, 0])
    let expected: [Double] = [20.0 / 13, 6.0 / 13, 0]
    #expect(zip(vector.1, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    #expect(zip(scalar.1, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func aPassWithAHookOfATensorCanBeSteppedThrough() {
    let x = ValueTensor([1, 2], requiresGradient: true)
    x.onGradient { $0.sum() * $0 }
    let y = (x * x).sum()
    let steps = Array(y.elements[0].backwardPass())
    #expect(x.grad.scalars == [12, 24])
    #expect(steps.filter { x.elements.contains($0.node) }.map(\.gradient).sorted() == [12, 24])
    // Of the pass alone, without what was there.
    y.backward()
    #expect(x.grad.scalars == [24, 48])
  }

  @Test func aSeedOfTheWrongShapeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = ValueTensor([1, 2], requiresGradient: true)
      (x * 2).backward(gradient: ValueTensor([1, 2, 3]))
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("backward: shape [3] does not fit shape [2]"))
  }

  @Test func elementsThatDependOnEachOtherHaveNoHookInCommon() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = ValueTensor([1, 2], requiresGradient: true)
      let y = concatenate([x, x.sin()])
      y.onGradient { _ in nil }
      y.sum().backward()
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("onGradient: elements of a tensor with a hook depend on each other"))
  }

  @Test(arguments: ["Tensor", "ValueTensor"])
  func aHookThatReturnsAnotherShapeTraps(engine: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [engine] in
      if engine == "Tensor" { sumInAHook(Tensor.self) } else { sumInAHook(ValueTensor.self) }
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("onGradient: the hook returned shape [] for a gradient of shape [2]"))
  }
}

private func sumInAHook<T: DifferentiableTensor>(_: T.Type) {
  let x = T([1, 2], requiresGradient: true)
  x.onGradient { $0.sum() }
  x.sum().backward()
}
