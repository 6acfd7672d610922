import SwiftGrad

/// One step of training of a multilayer perceptron, on inputs and labels at random.
struct ModelTraining {
  let sizes: [Int]
  let activation: ActivationChoice
  let batchSize: Int
  let seed: UInt64

  /// The loss, whose gradients have flowed back to every parameter.
  ///
  /// It is the cross-entropy of the classes; of a single output, which leaves no choice between classes, the binary one.
  func run<T: DifferentiableTensor>(on _: T.Type) -> T {
    let model = MLP<T>(sizes: sizes, activation: activation.operation, seed: seed)
    var generator = SeededGenerator(seed: seed)
    let numbers = (0..<batchSize * sizes[0]).map { _ in T.Scalar(generator.normal()) }
    let input = T(
      numbers, shape: [batchSize, sizes[0]], label: "input")
    let classCount = sizes[sizes.count - 1]
    let labels = (0..<batchSize).map { _ in generator.integer(below: max(classCount, 2)) }
    let loss: T
    if classCount > 1 {
      loss = crossEntropy(model(input), labels)
    } else {
      let targets = T(
        labels.map { T.Scalar($0) }, shape: [batchSize, 1], label: "target")
      loss = binaryCrossEntropy(logits: model(input), targets)
    }
    loss.backward()
    return loss
  }

  /// The network and its loss in a line.
  func summary(loss: Double) -> String {
    let layers = sizes.map(String.init).joined(separator: " → ")
    return "\(layers), \(parameterCount.grouped) parameters, loss \(loss.readableText())"
  }

  /// How many numbers training can change.
  var parameterCount: Int {
    zip(sizes, sizes.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }

  /// How many numbers there are in the parameters and between the layers.
  var numberCount: Int { parameterCount + batchSize * sizes.reduce(0, +) }

  /// About how many nodes it takes if each number is one: a product and a sum for each weight and example; the largest `Int`
  /// if that is too small.
  var scalarNodeCount: Int {
    let (count, overflow) = parameterCount.multipliedReportingOverflow(by: 2 * batchSize + 1)
    return overflow ? .max : count
  }
}
