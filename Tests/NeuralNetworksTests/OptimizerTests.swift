import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct OptimizerTests {
  struct Case: Decodable {
    let optimizer: String
    let settings: [String: Setting]
    let start: [Double]
    let scales: [Double]
    let centres: [Double]
    let trajectory: [[Double]]
  }

  enum Setting: Decodable {
    case number(Double)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func tenStepsGoWherePyTorchGoes(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let cases: [Case] = try Fixture.load("optimizers")
      #expect(Set(cases.map(\.optimizer)).count == 6)
      for test in cases {
        let x = T.of(test.start, [3])
        let scales = T.of(test.scales, [3])
        let centres = T.of(test.centres, [3])
        let optimizer = try #require(make(test, [x]), "\(test.optimizer)")
        #expect(test.trajectory.count == 10)
        for (step, expected) in test.trajectory.enumerated() {
          let loss = (scales * (x - centres).pow(2) + x.pow(4) / 10).sum()
          optimizer.zeroGradients()
          loss.backward()
          optimizer.step()
          #expect(
            agree(x.doubles, expected, within: T.tolerance),
            "\(test.optimizer) \(test.settings), step \(step + 1): \(x.doubles), not \(expected)")
        }
      }
    }
    try check(engine.tensorType)
  }

  /// PyTorch's defaults are the defaults here: a case says only what differs.
  private func make<T: DifferentiableTensor>(_ test: Case, _ parameters: [T]) -> Optimizer<T>? {
    func number(_ name: String, _ otherwise: Double) -> Double {
      if case .number(let number)? = test.settings[name] { number } else { otherwise }
    }
    func flag(_ name: String) -> Bool {
      if case .flag(true)? = test.settings[name] { true } else { false }
    }
    let decay = number("weightDecay", 0)
    let maximize = flag("maximize")
    switch (test.optimizer, test.settings.isEmpty) {
    case ("SGD", false):
      return SGD(
        parameters, learningRate: number("learningRate", 1e-3), momentum: number("momentum", 0),
        nesterov: flag("nesterov"), weightDecay: decay, maximize: maximize)
    case ("Adagrad", true): return Adagrad(parameters)
    case ("Adagrad", false):
      return Adagrad(
        parameters, learningRate: number("learningRate", 1e-2),
        epsilon: number("epsilon", 1e-10), weightDecay: decay, maximize: maximize)
    case ("RMSprop", true): return RMSprop(parameters)
    case ("RMSprop", false):
      return RMSprop(
        parameters, learningRate: number("learningRate", 1e-2), decay: number("decay", 0.99),
        epsilon: number("epsilon", 1e-8), momentum: number("momentum", 0), weightDecay: decay,
        maximize: maximize)
    case ("Adadelta", true): return Adadelta(parameters)
    case ("Adadelta", false):
      return Adadelta(
        parameters, learningRate: number("learningRate", 1), decay: number("decay", 0.9),
        epsilon: number("epsilon", 1e-6), weightDecay: decay, maximize: maximize)
    case ("Adam", true): return Adam(parameters)
    case ("Adam", false):
      return Adam(
        parameters, learningRate: number("learningRate", 1e-3), beta1: number("beta1", 0.9),
        beta2: number("beta2", 0.999), epsilon: number("epsilon", 1e-8), weightDecay: decay,
        amsgrad: flag("amsgrad"), maximize: maximize)
    case ("AdamW", true): return AdamW(parameters)
    case ("AdamW", false):
      return AdamW(
        parameters, learningRate: number("learningRate", 1e-3), beta1: number("beta1", 0.9),
        beta2: number("beta2", 0.999), epsilon: number("epsilon", 1e-8), weightDecay: decay,
        amsgrad: flag("amsgrad"), maximize: maximize)
    default: return nil
    }
  }

  @Test(arguments: Engine.allCases)
  func aParameterThatNoBackwardPassReachedStaysAsItIs(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let (used, unused) = (T.of([1], [1]), T.of([1], [1]))
      let optimizer = Adam([used, unused], learningRate: 0.1, weightDecay: 0.5)
      used.sum().backward()
      optimizer.step()
      #expect(used.doubles != [1] && unused.doubles == [1])
      optimizer.zeroGradients()
      #expect(!used.hasGradient)
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func groupsHaveTheirOwnRates(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let (slow, fast) = (T.of([1], [1]), T.of([1], [1]))
      let optimizer = SGD([slow], learningRate: 0.125, weightDecay: 0.5)
      optimizer.addGroup([fast], learningRate: 0.25, weightDecay: 0)
      (slow + fast).sum().backward()
      optimizer.step()
      #expect(slow.doubles == [1 - 0.125 * 1.5] && fast.doubles == [0.75])
      optimizer.learningRate = 0.5
      #expect(optimizer.groups.map(\.learningRate) == [0.5, 0.5])
      optimizer.groups[1].learningRate = 1
      #expect(optimizer.learningRate == 0.5)
      optimizer.step()
      #expect(fast.doubles == [-0.25])
    }
    check(engine.tensorType)
  }

  @Test func refusalsNameTheOptimizerAndTheNumber() async {
    let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adam([ValueTensor([1.0], requiresGradient: true)], learningRate: -0.1)
    }
    expectMessage(of: rate, contains: "Adam: learning rate must be 0 or more, not -0.1")
    let momentum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([ValueTensor([1.0], requiresGradient: true)], learningRate: 0.1, momentum: 1)
    }
    expectMessage(of: momentum, contains: "SGD: momentum", "below 1.0, not 1.0")
    let nesterov = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([ValueTensor([1.0], requiresGradient: true)], learningRate: 0.1, nesterov: true)
    }
    expectMessage(of: nesterov, contains: "Nesterov momentum needs a momentum")
    let beta = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdamW([ValueTensor([1.0], requiresGradient: true)], beta2: .nan)
    }
    expectMessage(of: beta, contains: "AdamW: beta2", "not nan")
    let later = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      RMSprop([ValueTensor([1.0], requiresGradient: true)]).learningRate = .infinity
    }
    expectMessage(of: later, contains: "RMSprop: learning rate", "not inf")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Adagrad([ValueTensor]())
    }
    expectMessage(of: empty, contains: "Adagrad: there are no parameters")
    let twice = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let weight = ValueTensor([1.0], label: "weight", requiresGradient: true)
      _ = Adadelta([weight, weight])
    }
    expectMessage(of: twice, contains: "Adadelta: weight of shape [1] is given twice")
    let computed = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([ValueTensor([1.0], requiresGradient: true) * 2], learningRate: 0.1)
    }
    expectMessage(of: computed, contains: "SGD:", "is not a leaf")
    let constant = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([ValueTensor([1.0], label: "mean")])
    }
    expectMessage(of: constant, contains: "SGD: mean of shape [1] is a constant", "found false")
  }

  @Test func aStepWithoutAnyGradientIsRefused() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let parameter = ValueTensor([1.0], requiresGradient: true)
      let optimizer = Adam([parameter])
      parameter.sum().backward()
      optimizer.step()
      optimizer.zeroGradients()
      optimizer.step()
    }
    expectMessage(of: result, contains: "Adam: expected a gradient", "call backward()")
  }

  @Test(arguments: Engine.allCases)
  func momentumCanBeginLater(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let parameter = T.of([1], [1], requiresGradient: true)
      let optimizer = SGD([parameter], learningRate: 0.25)
      parameter.sum().backward()
      optimizer.step()
      optimizer.momentum = 0.5
      optimizer.step()
      optimizer.step()
      #expect(parameter.doubles == [1 - 0.25 * (1 + 1 + 1.5)])
      optimizer.momentum = 0
      optimizer.step()
      #expect(parameter.doubles == [1 - 0.25 * 4.5])
    }
    check(engine.tensorType)
  }

  @Test func aMaximumWithMomentumIsFound() {
    let parameter = ValueTensor([3.0], requiresGradient: true)
    let optimizer = SGD([parameter], learningRate: 0.1, momentum: 0.5, maximize: true)
    for _ in 0..<100 {
      optimizer.zeroGradients()
      (-(parameter - 1).pow(2)).sum().backward()
      optimizer.step()
    }
    #expect(agree(parameter.scalars, [1], within: 1e-6))
  }
}
