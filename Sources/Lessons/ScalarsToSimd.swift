import Foundation
import SwiftGrad

func scalarsToSimd() throws {
  section("One program, two engines")
  func network<T: DifferentiableTensor>(_: T.Type, hidden: Int) -> Sequential<T> {
    Sequential<T>(seed: 1) {
      Linear(784, hidden); Tanh(); Linear(hidden, 10)
    }
  }

  func train<T: DifferentiableTensor>(_: T.Type, on digits: ImageDataset) -> [Double] {
    let model = network(T.self, hidden: 16)
    let optimizer = SGD(model.parameters, learningRate: 0.1)
    return DataLoader(digits.as(T.self), batchSize: 8, shuffleSeed: 1).map { images, labels in
      let loss = crossEntropy(model(images), labels)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      return loss.item
    }
  }

  let digits = ImageDataset.syntheticDigits(split: .training, count: 40)
  let scalarLosses = train(ValueTensor.self, on: digits)
  let vectorLosses = train(Tensor.self, on: digits)
  for (step, (scalar, vector)) in zip(scalarLosses, vectorLosses).enumerated() {
    print(
      "step \(step + 1): loss \(scalar.readableText(digits: 4)) on scalars,",
      "\(vector.readableText(digits: 4)) on vectors")
  }

  section("Count the nodes")
  func loss<T: DifferentiableTensor>(_: T.Type, of batch: Int) -> T {
    let examples = digits.as(T.self).batch(of: Array(0..<batch))
    return crossEntropy(network(T.self, hidden: 16)(examples.inputs), examples.targets)
  }
  let scalarLoss = loss(ValueTensor.self, of: 8), vectorLoss = loss(Tensor.self, of: 8)
  print("nodes on scalars:", scalarLoss.graph().nodes.count)
  print("nodes on vectors:", vectorLoss.graph().nodes.count)
  print("products in the first layer:", 8 * 784 * 16)

  section("Open one node")
  let x = Tensor([[1, 2, 3], [4, 5, 6]])
  let w = Tensor.parameter([[0.5], [-1], [2]], label: "w")
  let y = x.matmul(w)
  try y.graph().write(to: "simd-one-node.svg")

  for step in y.sum().backwardPass() where step.node == y {
    guard let first = step.scalars()?.element(0, 0) else { continue }
    try first.graph().write(to: "simd-one-element.svg")
    print("first element, opened into scalars:", first.data)
  }
  print("both elements, as the vector engine has them:", y.scalars)

  section("What a number costs")
  func seconds(repeating count: Int = 1, _ work: () -> Void) -> Double {
    work()  // Once without the clock: memory and caches are ready then.
    let clock = ContinuousClock()
    let time = clock.measure { for _ in 0..<count { work() } }
    return time / .seconds(1) / Double(count)
  }

  func product<T: DifferentiableTensor>(_ a: T, _ b: T) { _ = a.matmul(b) }
  let products = 256.0 * 784 * 256
  let (left, right) = (Tensor.normal([256, 784], seed: 1), Tensor.normal([784, 256], seed: 2))
  let few = seconds {
    product(
      ValueTensor.parameter(.normal([8, 784], seed: 1)), ValueTensor.normal([784, 16], seed: 2))
  }
  Tensor.threadCount = 1
  let one = seconds(repeating: 100) { product(left, right) }
  Tensor.threadCount = ProcessInfo.processInfo.activeProcessorCount
  let all = seconds(repeating: 100) { product(left, right) }

  let scalarCost = few / (8 * 784 * 16), vectorCost = one / products
  print("a product and a sum on scalars: about \((scalarCost * 1e9).readableText(digits: 2)) ns")
  print("on vectors with one core: about \((vectorCost * 1e9).readableText(digits: 2)) ns")
  print("on vectors with all cores: about \((all / products * 1e9).readableText(digits: 2)) ns")
  print(
    "one core: about \((scalarCost / vectorCost).readableText(digits: 2)) times as fast as scalars")

  section("A step of training, by width")
  func secondsPerStep<T: DifferentiableTensor>(_: T.Type, hidden: Int) -> Double {
    let model = network(T.self, hidden: hidden)
    let optimizer = SGD(model.parameters, learningRate: 0.1)
    let batch = digits.as(T.self).batch(of: Array(0..<8))
    return seconds(repeating: T.self == Tensor.self ? 20 : 1) {
      let loss = crossEntropy(model(batch.inputs), batch.targets)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
  }

  let narrow = [1, 2, 4, 8, 16], wide = [1, 4, 16, 64, 256, 1024]
  let onScalars = narrow.map { secondsPerStep(ValueTensor.self, hidden: $0) * 1e6 }
  let onVectors = wide.map { secondsPerStep(Tensor.self, hidden: $0) * 1e6 }
  let cost = Plot(
    "Hundreds of times as wide in the same time", x: "hidden neurons", y: "µs a step"
  ) {
    Line(x: narrow, y: onScalars, label: "ValueTensor", color: .vermillion, markers: true)
    Line(x: wide, y: onVectors, label: "Tensor", color: .blue, markers: true)
  }
  try cost.xAxis(scale: .log).yAxis(scale: .log).legend(.topLeft).write(to: "simd-cost.svg")
  print("16 neurons on scalars: about \(onScalars[4].readableText(digits: 3)) µs a step")
  print("16 neurons on vectors: about \(onVectors[2].readableText(digits: 3)) µs a step")

  section("Fast, and the same bits")
  Tensor.threadCount = 1
  let alone = train(Tensor.self, on: digits)
  Tensor.threadCount = 8
  let together = train(Tensor.self, on: digits)
  Tensor.threadCount = ProcessInfo.processInfo.activeProcessorCount
  print("equal on 1 and on 8 threads:", alone == together)

  section("Hold the fast one to the slow one")
  print(audit(loss(Tensor.self, of: 2)))
}
