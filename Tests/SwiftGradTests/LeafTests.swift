import SwiftGrad
import Testing

/// What is a leaf, and when gradients flow to one: alike on both engines, and as in PyTorch.
@Suite struct LeafTests {
  private func trained<T: DifferentiableTensor>(_: T.Type) -> [T.Scalar] {
    let w = withoutGradient { T([1, 2], requiresGradient: true) * 0.5 }
    guard w.isLeaf && !w.requiresGradient else { return [] }
    w.requiresGradient = true
    (w * w).sum().backward()
    guard w.isLeaf && w.requiresGradient && w.grad.scalars == [1, 2] else { return [] }
    w.update(
      by: .sgd(learningRate: 0.5, momentum: 0, nesterov: false, weightDecay: 0), states: [])
    return w.scalars
  }

  @Test func aResultThatWasNotRecordedIsALeaf() {
    #expect(trained(Tensor.self) == [0, 0])
    #expect(trained(ValueTensor.self) == [0, 0])
  }

  private func flows<T: DifferentiableTensor>(_: T.Type) -> [Bool] {
    let w = T([1, 2], requiresGradient: true)
    let constant = T([3, 4])
    return [
      w, constant, w * 2, constant * 2, w.reshaped([2, 1]), constant.reshaped([2, 1]), w[0],
      constant[0], w .> 1, concatenate([w, constant]), withoutGradient { w * 2 },
      withoutGradient { w.reshaped([2, 1]) }, withoutGradient { w[0] }, w.detached(),
      T([], requiresGradient: true), T([], requiresGradient: true) * 2,
      T([], requiresGradient: true).sum(), T([]).sum(),
    ].flatMap { [$0.isLeaf, $0.requiresGradient] }
  }

  @Test func bothEnginesCallTheSameLeaves() {
    let (vector, scalar) = (flows(Tensor.self), flows(ValueTensor.self))
    #expect(vector == scalar)
    for position in stride(from: 0, to: vector.count, by: 2) where !vector[position] {
      #expect(vector[position + 1], "a result is something that gradients flow through")
    }
  }

  private func gradientsOfWhatRequiredOneLate<T: DifferentiableTensor>(
    createGraph: Bool, _: T.Type
  ) -> [[T.Scalar]] {
    let x = T([3, 4])
    let w = T([1, 2], requiresGradient: true)
    let loss = (x * w + x.reshaped([2]) * w + concatenate([x, w])[0..<2]).sum()
    x.requiresGradient = true
    let asked = gradient(of: loss, withRespectTo: [x, w], createGraph: createGraph)
    loss.backward()
    return [x.grad.scalars, w.grad.scalars] + asked.map(\.scalars)
  }

  @Test func anOperationRecordedBeforeAGradientWasRequiredGivesNone() {
    for createGraph in [false, true] {
      let vector = gradientsOfWhatRequiredOneLate(createGraph: createGraph, Tensor.self)
      let scalar = gradientsOfWhatRequiredOneLate(createGraph: createGraph, ValueTensor.self)
      #expect(vector == [[0, 0], [6, 8], [0, 0], [6, 8]])
      #expect(scalar == [[0, 0], [6, 8], [0, 0], [6, 8]])
    }
    let x = Value(3, requiresGradient: false), w = Value(2)
    let y = x * w
    x.requiresGradient = true
    y.backward()
    #expect(!x.hasGradient && w.grad == 3)
    #expect(y.inputsRequireGradient == [false, true])
    for step in y.backwardPass() where step.node === y {
      #expect(step.contributions.map(\.index) == [1])
    }
  }

  @Test func settingWhatAResultRequiresTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let moved = ValueTensor([1, 2], requiresGradient: true).reshaped([2, 1])
      moved.requiresGradient = false
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("requiresGradient: a tensor of shape [2, 1] is a result"))
  }

  @Test(arguments: ["Tensor", "ValueTensor"])
  func anUpdateOfAResultTraps(engine: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [engine] in
      if engine == "Tensor" { updateAResult(Tensor.self) } else { updateAResult(ValueTensor.self) }
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("update: a result is changed by changing its inputs"))
  }

  /// A moved copy of a constant does not change with it.
  private func movedAfterAChange<T: DifferentiableTensor>(_: T.Type) -> [T.Scalar] {
    let x = T(rows: [[1, 2], [3, 4]])
    let row = x[0]
    x.data = T(rows: [[9, 9], [9, 9]])
    return row.scalars
  }

  @Test func aConstantThatWasMovedIsACopy() {
    #expect(movedAfterAChange(Tensor.self) == [1, 2])
    #expect(movedAfterAChange(ValueTensor.self) == [1, 2])
    let named = ValueTensor(rows: [[1, 2], [3, 4]], label: "x")
    #expect(named[1].elements.map(\.label) == ["x[1, 0]", "x[1, 1]"])
  }

  // MARK: Results have gradients of their own

  private func ownGradients<T: DifferentiableTensor>(_: T.Type) -> [[T.Scalar]] {
    let x = T([1, 5, 3], requiresGradient: true)
    let largest = x.max()
    (largest * 2 + x.sum()).backward()
    let single = T([4], requiresGradient: true)
    let total = single.sum()
    (total * 2 + single.sum() * 3).backward()
    let summed = T([1, 2, 3], requiresGradient: true)
    let sums = summed.cumulativeSum(axis: 0)
    (sums * T([1, 10, 100])).sum().backward()
    let numbers = [largest.grad, x.grad, total.grad, single.grad, sums.grad, summed.grad]
    largest.zeroGradient()
    total.zeroGradient()
    sums.zeroGradient()
    return (numbers + [x.grad, single.grad, summed.grad]).map(\.scalars)
  }

  @Test func aReductionHasAGradientOfItsOwn() {
    let leaves: [[Float]] = [[1, 3, 1], [5], [111, 110, 100]]
    let expected: [[Float]] = [[2], leaves[0], [2], leaves[1], [1, 10, 100], leaves[2]] + leaves
    #expect(ownGradients(Tensor.self) == expected)
    #expect(ownGradients(ValueTensor.self) == expected.map { $0.map { Double($0) } })
  }

  // MARK: No elements

  private func emptyBatch<T: DifferentiableTensor>(_: T.Type) -> Bool {
    let w = T([], shape: [0, 3], requiresGradient: true)
    let loss = crossEntropy(w, [], reduction: .sum)
    loss.backward()
    let bias = T([1, 2], requiresGradient: true)
    let x = T([], shape: [0, 3])
    let weight = T(repeating: 1, shape: [2, 3], requiresGradient: true)
    x.linear(weight, bias: bias).sum().backward()
    return loss.item == 0 && loss.requiresGradient && w.grad.shape == [0, 3]
      && bias.grad.scalars == [0, 0] && weight.grad.shape == [2, 3]
  }

  @Test func emptyBatchesRunBackward() {
    #expect(emptyBatch(Tensor.self))
    #expect(emptyBatch(ValueTensor.self))
    #expect(audit(Tensor([], shape: [0], requiresGradient: true).sum()).passes)
  }

  private func withInfinity<T: DifferentiableTensor>(_: T.Type) -> Bool {
    let x = T([0, T.Scalar.infinity, 1], requiresGradient: true)
    let y = x.softmax(axis: 0)
    y[0].backward()
    let logits = T(rows: [[0, T.Scalar.infinity, 1]], requiresGradient: true)
    let loss = crossEntropy(logits, [0])
    loss.backward()
    let lowest = T([-T.Scalar.infinity, 0])
    return
      ((y.scalars + x.grad.scalars + logits.grad.scalars).allSatisfy(\.isNaN) && loss.item.isNaN
      && x.detached().logSoftmax(axis: 0).scalars.allSatisfy(\.isNaN)
      && lowest.softmax(axis: 0).scalars == [0, 1])
  }

  @Test func softmaxOfInfinityIsNaNThroughout() {
    #expect(withInfinity(Tensor.self))
    #expect(withInfinity(ValueTensor.self))
  }

  // MARK: Identity

  private func identities<T: Backpropagating>(_ a: T, _ b: T) -> Bool {
    let names = [a: "a", b: "b"]
    return names[a] == "a" && names[b] == "b" && a != b && a == a && Set([a, b, a]).count == 2
      && [a, b].firstIndex(of: b) == 1
  }

  @Test func nodesAreToldApartByIdentity() {
    #expect(identities(Value(1), Value(1)))
    #expect(identities(Tensor([1]), Tensor([1])))
    #expect(identities(ValueTensor([1]), ValueTensor([1])))
    let x = Tensor([1, 2], requiresGradient: true)
    // Another handle on the same node.
    #expect((x * 2).inputs[0] == x)
    #expect((x .== x).scalars == [1, 1])
  }
}

private func updateAResult<T: DifferentiableTensor>(_: T.Type) {
  (T([1, 2], requiresGradient: true) * 2).update(
    by: .sgd(learningRate: 0.5, momentum: 0, nesterov: false, weightDecay: 0), states: [])
}
