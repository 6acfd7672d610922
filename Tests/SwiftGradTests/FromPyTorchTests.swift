import SwiftGrad
import Testing

/// Runs what `Docs/FromPyTorch.md` shows: the programs between the markers stand there word for word, and every spelling in the
/// tables stands here, which tests check.
@Suite struct FromPyTorchTests {
  @Test func aNeuron() {
    // page begin
    let price = Value(3), rating = Value(4)
    let output = -0.8 * price + 1.2 * rating + 0.5
    print(output.data, output.tanh().data)  // 2.9 0.993963167351087
    // page end
    #expect(abs(output.data - 2.9) < 1e-12 && abs(output.tanh().data - 0.993963167351087) < 1e-12)
  }

  @Test func activations() {
    // page begin
    let x = Tensor.linearSpace(from: -5, through: 5, count: 11)
    for y in [x.sigmoid(), x.tanh(), x.relu(), x.leakyReLU(slope: 0.1), x.softmax(axis: 0)] {
      print(y.formatted(precision: 3))
    }
    let prelu = PReLU<Tensor>()
    print(prelu(x))
    // page end
    #expect(prelu(x).scalars.first == -1.25 && x.leakyReLU(slope: 0.1).scalars[0] == -0.5)
  }

  @Test func aForwardPassByHand() {
    // page begin
    let x = ValueTensor([3, 4])
    let w1 = ValueTensor.parameter([[0.2, 0.8], [0.6, -0.5]]),
      b1 = ValueTensor.parameter([0.5, -0.2])
    let w2 = ValueTensor.parameter([[0.4, 0.9]]), b2 = ValueTensor.parameter([0.1])
    let hidden = (w1 • x + b1).relu()
    let output = (w2 • hidden + b2).sigmoid()
    print(hidden.scalars, output.item)  // [4.3, 0.0] 0.86056612703835
    // page end
    #expect(abs(hidden.scalars[0] - 4.3) < 1e-12 && hidden.scalars[1] == 0)
    #expect(abs(output.item - 0.86056612703835) < 1e-14)
  }

  @Test func gradientDescentByHand() {
    // page begin
    var x = Value(20)
    let rate = 0.1
    for _ in 0..<150 {
      x.zeroGradient()
      let y = x * x
      y.backward()
      withoutGradient { x -= rate * x.grad }
    }
    print(x.data)  // 5.815e-14
    // page end
    #expect(abs(x.data - 5.8147e-14) < 1e-17)
  }

  @Test func andByOneNeuron() {
    // page begin
    let inputs = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), targets = Tensor([[0], [0], [0], [1]])
    let model = Sequential<Tensor>(seed: 1) {
      Linear(2, 1); Sigmoid()
    }
    let optimizer = SGD(model.parameters, learningRate: 0.1)
    for _ in 0..<5000 {
      let loss = meanSquaredError(model(inputs), targets, reduction: .sum)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
    print(model(inputs).round().scalars)  // [0.0, 0.0, 0.0, 1.0]
    // page end
    #expect(model(inputs).round().scalars == [0, 0, 0, 1])
  }

  @Test func aLineThroughPoints() {
    // page begin
    let x = Tensor([[1], [2], [3], [4]]), y = 2 * x
    let model = Linear<Tensor>(1, 1)
    let optimizer = SGD(model.parameters, learningRate: 0.01)
    for _ in 0..<1000 {
      let loss = meanSquaredError(model(x), y)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
    print(model(Tensor([[5]])).item)  // about 10
    // page end
    #expect(abs(model(Tensor([[5]])).item - 10) < 0.1)
  }

  // page begin
  final class Quadratic: Module {
    let a = Tensor.parameter([1.0]), b = Tensor.parameter([1.0]), c = Tensor.parameter([0.0])
    func callAsFunction(_ x: Tensor) -> Tensor { a * x * x + b * x + c }
  }
  // page end

  @Test func aModuleOfOnesOwn() {
    // page begin
    let quadratic = Quadratic()
    for (name, parameter) in quadratic.namedParameters { print(name, parameter.item) }  // a 1.0 …
    // page end
    #expect(quadratic.namedParameters.map(\.name) == ["a", "b", "c"])
    #expect(quadratic(Tensor([2])).item == 6)
  }

  @Test func digitsAreLearned() {
    // page begin
    let digits = ImageDataset.syntheticDigits(split: .training, count: 2000)
    let held = ImageDataset.syntheticDigits(split: .test, count: 500)
    let model = Sequential<Tensor>(seed: 1) {
      Linear(784, 64); ReLU(); Linear(64, 10)
    }
    print(model.summary())
    let history = model.fit(
      DataLoader(digits.as(Tensor.self), batchSize: 50, shuffleSeed: 1),
      loss: { crossEntropy($0, $1) }, optimizer: Adam(model.parameters), epochs: 3,
      validation: DataLoader(held.as(Tensor.self), batchSize: 100), metrics: [.accuracy])
    print(history.loss, history.validationAccuracy.last!)
    // page end
    #expect(model.summary().contains("50,890"))
    #expect(history.validationAccuracy.last! > 0.75, "\(history.validationAccuracy)")
  }

  @Test func thePageShowsTheCodeThatIsTestedHere() throws {
    let (page, tests) = (
      try shownFile("Docs/FromPyTorch.md"),
      try shownFile("Tests/SwiftGradTests/FromPyTorchTests.swift")
    )
    expectShown(codeBetween: "page", of: tests, in: page)
    // The last column of each table: what stands between backticks.
    let code = tests.replacing(/\s+/, with: " ")
    var spellings = 0
    for row in page.split(separator: "\n") where row.hasPrefix("| `") {
      let cell = row.split(separator: "|").last { !$0.allSatisfy(\.isWhitespace) } ?? ""
      for spelling in cell.matches(of: /`([^`]+)`/) {
        spellings += 1
        #expect(code.contains(spelling.1), "no test has: \(spelling.1)")
      }
    }
    #expect(spellings > 90)
  }

  /// One line for each spelling of the tables.
  @Test func theSpellingsOfTheTables() {
    let x = Tensor.parameter([[1, -2, 3], [4, 5, -6]]), y = Tensor([[2, 1, 0], [1, 1, 1]])
    let (v, mask, rate) = (Tensor([1, 2, 3]), y .> 0, 0.1)
    let logits = Tensor([[2, 1, 0], [0, 1, 2]]), labels = [0, 2]
    let model = Sequential<Tensor> {
      Linear(3, 4); Dropout(0.5); Tanh(); Linear(4, 3)
    }
    let loss = crossEntropy(model(y), labels)
    let made = [
      Tensor([[1, 2], [3, 4]]), Tensor.parameter([1, 2]), Tensor.zeros([2, 3]),
      Tensor.ones(like: x),
      Tensor.full([2, 3], 7), Tensor(0..<5), Tensor(stride(from: 0, to: 1, by: 0.1)),
      Tensor.linearSpace(from: 0, through: 1, count: 5), Tensor.identity(3),
      Tensor.normal([2, 3], seed: 1), Tensor.uniform([2, 3], in: -1...1, seed: 1),
      Tensor.randomIntegers([3], in: 0..<10, seed: 1),
    ]
    let indexed = [
      x[0], x[1, -1], x[.all, 1], x[0, 1...], x[.newAxis], x[[1, 0]], x.selected(where: mask),
    ]
    var w = Tensor([0, 0, 0])
    w[1] = .constant(5)
    let computed = [
      x + y, x * 2, x * v, x • y.transposed, x.pow(2), x.exp(), exp(-x), x.clamped(to: 0...1),
      x .> y,
      .select(where: mask, x, y), x.isClose(to: y),
    ]
    let reduced = [
      x.sum(), x.mean(axis: 1), x.max(axis: 0, keepingDimensions: true), x.standardDeviation(),
      x.norm(),
      x.product(axis: 1), x.cumulativeSum(axis: 0), x.logSumExp(axis: 1),
    ]
    #expect(x.argmax(axis: 1) == [2, 1])
    let shaped =
      [
        x.reshaped([3, 2]), x.reshaped([-1]), x.flattened(), x.transposed, x.permuted([1, 0]),
        x.unsqueezed(axis: 0), x.squeezed(), x.broadcast(to: [4, 2, 3]), x.repeated([2, 1]),
        x.flipped(axes: [1]), x.lowerTriangle(), x.sorted(axis: 1).values,
        x.topK(2, axis: 1).values,
        concatenate([x, y], axis: 0), stack([x, y]),
      ] + x.split(into: 3, axis: 1)
    #expect(made.count + indexed.count + computed.count + reduced.count + shaped.count > 40)

    loss.backward()
    _ = (x.data, x.grad, x.hasGradient, loss.item, x.detached(), x.requiresGradient, x.isLeaf)
    x.onGradient { $0 * 2 }
    x.backward(gradient: y)
    let slope = gradient(of: (x * x).sum(), withRespectTo: x, createGraph: true)
    withoutGradient { w -= rate * w.grad }
    _ = (slope, jacobian(of: { $0 * $0 }, at: v), hessian(of: { ($0 * $0).sum() }, at: v))

    let layers: [any Module<Tensor>] = [
      Linear(3, 4), ReLU(), GELU(), SiLU(), Softmax(), Dropout(0.5), Flatten(),
      Lambda { $0.tanh() },
    ]
    model.zeroGradients()
    model.setTraining(false)
    let predictions = model.inEvaluationMode { withoutGradient { model(y).argmax(axis: 1) } }
    _ = (layers, predictions, accuracy(logits, labels), correctCount(logits, labels))
    let (z, d, pairs) = (Tensor.ones([2, 3]), Tensor([0.5, 2]), Tensor([1, -1]))
    let (maps, places) = (Tensor.zeros([1, 3, 2, 2]), [[0, 1], [2, 1]])
    let logs = x.logSoftmax(axis: 1)
    let steps = stack([x, y, x]).logSoftmax(axis: 2)
    let losses = [
      meanSquaredError(x, y), meanAbsoluteError(x, y), huberLoss(x, y, delta: 2),
      smoothL1Loss(x, y), logCoshLoss(x, y), crossEntropy(logits, labels),
      crossEntropy(logits, labels, ignoreIndex: -100), crossEntropy(maps, places.flatMap { $0 }),
      negativeLogLikelihood(logits.logSoftmax(axis: 1), labels), binaryCrossEntropy(logits: x, y),
      focalLoss(logits: x, mask), hingeLoss(x, 2 * mask - 1), squaredHingeLoss(x, 2 * mask - 1),
      multiMarginLoss(logits, labels), hingeEmbeddingLoss(d, pairs),
      klDivergence(logs, y.softmax(axis: 1), reduction: .sum) / 2,
      poissonNegativeLogLikelihood(x, y),
      gaussianNegativeLogLikelihood(x, y, variances: x.exp()), cosineEmbeddingLoss(x, y, pairs),
      marginRankingLoss(v, w, v.sign()), tripletMarginLoss(x, y, z),
      tripletMarginLoss(x, y, z) { ($0 - $1).norm(order: 1, axis: -1) },
      pairwiseDistance(x, y).mean(), contrastiveLoss(x, y, Tensor([0, 1])),
      diceLoss(x.sigmoid(), mask), iouLoss(x.sigmoid(), mask), ctcLoss(steps, [[1, 2], [1]]),
    ]
    #expect(losses.allSatisfy { $0.item.isFinite })
    let optimizer = SGD(model.parameters, learningRate: 0.1, momentum: 0.9)
    let others = [
      Adam(model.parameters), AdamW(model.parameters, weightDecay: 0.01), RMSprop(model.parameters),
      Adam(model.parameters, amsgrad: true),
      SGD(model.parameters, learningRate: 0.1, maximize: true),
    ]
    model.parameters[0].requiresGradient = false
    loss.releaseGraph()
    Tensor.releaseUnusedMemory()
    _ = (optimizer, others, x.shape, x.shape[-1], x.elementCount, x.rank, x.scalars, x.rows)
  }
}
