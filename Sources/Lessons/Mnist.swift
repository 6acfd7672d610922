import SwiftGrad

func mnist() throws {
  section("The images")
  let training = try ImageDataset.digits(split: .training)
  let test = try ImageDataset.digits(split: .test)
  print("\(training.name): \(training.count) to train on, \(test.count) to test on")
  print("each of \(training.rows) × \(training.columns) pixels, \(training.pixelCount) in all")
  for line in training[0].terminalLines(style: .ascii) where line.contains(where: { $0 != " " }) {
    print(line)
  }
  print("label:", training[0].label)

  section("A small network")
  let model = Sequential<Tensor>(seed: 1) {
    Linear(784, 64)
    ReLU()
    Linear(64, 10)
  }
  print(model.summary())

  section("The training loop")
  let batches = DataLoader(training.as(Tensor.self), batchSize: 64, shuffleSeed: 1)
  let testBatches = DataLoader(test.as(Tensor.self), batchSize: 500)
  let optimizer = Adam(model.parameters, learningRate: 0.001)

  for epoch in 1...3 {
    var total = 0.0
    for (images, labels) in batches {
      let logits = model(images)
      let loss = crossEntropy(logits, labels)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      total += loss.item
    }
    let mean = total / Double(batches.batchCount)
    let right = evaluate(model, on: testBatches).accuracy
    print(
      "epoch \(epoch): mean loss \(mean.readableText(digits: 2)),",
      "\((100 * right).readableText(digits: 3)) % of the test images right")
  }

  section("Where it is wrong")
  let result = evaluate(model, on: testBatches)
  let confusion = result.confusionMatrix(classNames: test.classNames)
  let counts = Plot("Which digits it takes for which", x: "predicted", y: "true") {
    Heatmap(
      confusion.counts, rows: test.classNames, columns: test.classNames,
      limits: 0...30, values: true, colorBar: false)
  }
  try counts.write(to: "mnist-confusion.svg")

  let mistakes = result.labels.indices.filter { result.predictions[$0] != result.labels[$0] }
  print("wrong: about \(mistakes.count) of \(test.count)")
  let shown = Array(0..<12) + mistakes.prefix(4)
  let grid = ImageGrid(
    shown.map { test[$0].pixels }, width: 28, columns: 4,
    title: "Twelve images, and four mistakes",
    captions: shown.map { "says \(result.predictions[$0]), is \(result.labels[$0])" },
    marked: Set(shown.indices.filter { mistakes.contains(shown[$0]) }), colors: .inverseGray)
  try grid.write(to: "mnist-predictions.png")

  section("What the first layer looks for")
  let weights = model.parameters[0]
  let patterns = ImageGrid(
    (0..<32).map { weights[$0].scalars }, width: 28, limits: -0.15...0.15, columns: 8,
    title: "The weights of 32 hidden neurons", colors: .diverging)
  try patterns.write(to: "mnist-weights.png")
  let thousand = test.as(Tensor.self).batch(of: Array(0..<1000)).inputs
  let strongest = model[1](model[0](thousand)).max(axis: 0).scalars
  print("silent on 1000 images: about \(strongest.count { $0 == 0 }) of \(strongest.count) neurons")

  section("A larger network, with plain descent")
  let large = MLP<Tensor>(784, 512, 512, 10, seed: 1)
  print("\(large.parameterCount) parameters")
  let history = large.fit(
    batches, loss: { crossEntropy($0, $1) },
    optimizer: SGD(large.parameters, learningRate: 0.1, momentum: 0.5), epochs: 3,
    validation: testBatches, metrics: [.accuracy], schedule: .exponential(factor: 0.3),
    verbose: .silent)
  for (epoch, right) in history.validationAccuracy.enumerated() {
    print(
      "epoch \(epoch + 1): mean loss \(history.loss[epoch].readableText(digits: 2)),",
      "\((100 * right).readableText(digits: 3)) % of the test images right")
  }
}
