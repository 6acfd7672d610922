import Foundation
import SwiftGrad
import Testing

/// Runs what the README shows. The code between the markers stands there word for word, which a test checks.
@Suite struct ReadmeTests {
  // README begin
  func train<T: DifferentiableTensor>(_: T.Type, on digits: ImageDataset) -> Double {
    let model = Sequential<T> {
      Linear(784, 16); ReLU(); Linear(16, 10)
    }
    let optimizer = Adam(model.parameters, learningRate: 0.01)
    var last = 0.0
    for (images, labels) in DataLoader(digits.as(T.self), batchSize: 20, shuffleSeed: 1) {
      let loss = crossEntropy(model(images), labels)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      last = loss.item
    }
    return last
  }
  // README end

  @Test func theSameCodeTrainsOnBothEngines() {
    let digits = ImageDataset.syntheticDigits(split: .training, count: 200)
    let (vector, scalar) = (train(Tensor.self, on: digits), train(ValueTensor.self, on: digits))
    #expect(vector < 2.2)
    #expect(abs(vector - scalar) < 1e-3)
  }

  // README begin
  struct Parabola: Dataset {
    let count = 1000
    func batch(of indices: [Int]) -> (inputs: Tensor, targets: Tensor) {
      let x = Tensor(indices.map { [Double($0) / 500 - 1] })
      return (x, x.pow(2))
    }
  }
  // README end

  @Test func dataOfOnesOwnComeInBatches() {
    let batches = Array(DataLoader(Parabola(), batchSize: 300, shuffleSeed: 1))
    #expect(batches.map(\.inputs.shape) == [[300, 1], [300, 1], [300, 1], [100, 1]])
    let points = batches.flatMap { zip($0.inputs.scalars, $0.targets.scalars) }
    #expect(Set(points.map(\.0)).count == 1000 && points.allSatisfy { $0 * $0 == $1 })
  }

  @Test func aTableIsLearned() {
    // README begin
    let xor = TensorDataset(
      Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), Tensor([[0], [1], [1], [0]]))
    let batches = DataLoader(xor, batchSize: 2, shuffleSeed: 1)
    let model = MLP<Tensor>(2, 8, 1, activation: .tanh, seed: 1)
    let optimizer = Adam(model.parameters, learningRate: 0.05)
    for _ in 0..<200 {
      for (inputs, targets) in batches {
        let loss = meanSquaredError(model(inputs), targets)
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
      }
    }
    // README end
    let outputs = model(xor.batch(of: [0, 1, 2, 3]).inputs).scalars
    #expect(zip(outputs, [0, 1, 1, 0]).allSatisfy { abs($0 - $1) < 0.05 }, "\(outputs)")
  }

  @Test func theNeuronPrintsWhatTheReadmeSays() throws {
    // README begin
    let x1 = Value(1.5, label: "x₁"), x2 = Value(-2, label: "x₂")
    let w1 = Value(0.8, label: "w₁"), w2 = Value(0.5, label: "w₂"), b = Value(0.3, label: "b")
    let y = tanh(x1 * w1 + x2 * w2 + b)
    y.backward()
    // README end
    let readme = try shownFile("README.md")
    for number in [y.data, w1.grad] { #expect(readme.contains("// \(number)")) }
    let picture = try shownFile("Docs/Pictures/neuron.svg")
    for text in ["x₁", "w₂", "0.46212", "1.1797"] { #expect(picture.contains(text)) }
  }

  @Test func theSmallExpressionPrintsWhatTheReadmeSays() throws {
    // README begin
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
    // README end
    g.backward()
    let readme = try shownFile("README.md")
    for number in [g.data, a.grad, b.grad] { #expect(readme.contains("\(number)")) }
  }

  @Test func thePlotShowsTheDescent() throws {
    // README begin
    let w = Value(2.6, label: "w")
    var path: [(Double, Double)] = []
    for _ in 0..<10 {
      let loss = w.pow(2)
      path.append((w.data, loss.data))
      w.grad = 0
      loss.backward()
      w.data -= 0.2 * w.grad
    }
    let descent = Plot("Gradient descent", x: "w", y: "loss") {
      Curve(-3...3, label: "w²") { $0 * $0 }
      Trajectory(path, label: "learning rate 0.2")
      Note("minimum", at: (0, 0))
    }
    // README end
    #expect(path.count == 10 && abs(path[9].0 - 2.6 * 0.010077696) < 1e-9)
    // The numbers at the axes and the words come from the same script as the picture's.
    let script = String(decoding: try descent.data(.gp), as: UTF8.self)
    let picture = try shownFile("Docs/Pictures/descent.svg")
    let texts = picture.matches(of: /<text>([^<]+)<\/text>/).map { String($0.1) }
    #expect(texts.contains("learning rate 0.2") && texts.contains("−3"))
    for text in texts { #expect(script.contains("\"\(text)\""), "the plot does not say: \(text)") }
  }

  @Test func tensorsAreMadeAndPrinted() {
    // README begin
    let x = Tensor([[1, 2, 3], [4, 5, 6]])  // nested arrays of any depth and of any numbers
    let w = Tensor.parameter([[1.5], [-2], [0]], label: "w")
    x.matmul(w).sum().backward()
    // README end
    #expect("\(w.grad)" == "Tensor([[5],\n        [7],\n        [9]], shape: [3, 1])")
    // README begin
    let noise = Tensor.normal([3, 20], seed: 1)  // PyTorch's randn; also uniform, randomIntegers
    let b = Tensor.parameter(.zeros([20]), label: "b")  // also ones, full, identity
    let steps = Tensor(0..<5), quarters = Tensor(stride(from: 0, to: 1, by: 0.25))
    // README end
    #expect(noise.shape == [3, 20] && b.requiresGradient && steps.shape == [5])
    #expect(quarters.formatted(precision: 1) == "Tensor([0.0, 0.3, 0.5, 0.8], shape: [4])")
  }

  @Test func theReadmeShowsTheCodeThatIsTestedHere() throws {
    expectShown(
      codeBetween: "README", of: try shownFile("Tests/SwiftGradTests/ReadmeTests.swift"),
      in: try shownFile("README.md"))
  }
}

/// Expects each line of code between `// name begin` and `// name end` to stand in a document.
func expectShown(codeBetween name: String, of code: String, in document: String) {
  let document = lines(of: document)
  var isShown = false
  var shown = 0
  for line in lines(of: code) {
    if line == "// \(name) begin" || line == "// \(name) end" {
      isShown = line == "// \(name) begin"
    } else if isShown {
      shown += 1
      #expect(document.contains(line), "the document does not show: \(line)")
    }
  }
  #expect(shown > 20)
}

private func lines(of text: String) -> [String] {
  text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
}

/// A file of the package.
func shownFile(_ path: String) throws -> String {
  let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  return try String(contentsOf: package.appending(path: path), encoding: .utf8)
}
