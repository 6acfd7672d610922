import Autograd
import NeuralNetworks
import Testing

// What a user outside of the module can define: nothing here is imported for testing.

/// The sign of the momentum (Bernstein et al., 2018, "signSGD").
private final class SignSGD<T: DifferentiableTensor>: Optimizer<T> {
  let decay: Double

  init(_ parameters: [T], learningRate: Double, decay: Double, maximize: Bool = false) {
    self.decay = decay
    super.init(parameters, learningRate: learningRate, maximize: maximize)
    check(decay, "decay", in: 0..<1)
  }

  override func rule(for group: Group, step: Int) -> ParameterUpdate {
    let (rate, decay) = (group.learningRate, decay)
    return .custom(stateCount: 1) { parameter, gradient, momentum in
      momentum[0] = decay * momentum[0] + (1 - decay) * gradient
      if momentum[0] == 0 { return parameter }
      return momentum[0] > 0 ? parameter - rate : parameter + rate
    }
  }
}

private func softAbsoluteError<T: DifferentiableTensor>(
  _ predictions: T, _ targets: T, reduction: Reduction = .mean
) -> T {
  let difference = predictions - targets
  return reduction(difference.softplus() + (-difference).softplus())
}

private final class Scale<T: DifferentiableTensor>: Module {
  var factor: T
  init(_ count: Int, initializer: Initializer) { factor = initializer([count]) }
  func callAsFunction(_ input: T) -> T { input * factor }
  var details: String { "count: \(factor.shape.elementCount)" }
}

private final class Doubled<T: DifferentiableTensor>: Sequential<T> {
  override func callAsFunction(_ input: T) -> T { super.callAsFunction(input) * 2 }
}

private final class Swish<T: DifferentiableTensor>: Activation<T> {
  init() { super.init(.sigmoid) }
  override func callAsFunction(_ input: T) -> T { input * super.callAsFunction(input) }
  override var details: String { "" }
}

@Suite struct ExtensionTests {
  @Test(arguments: Engine.allCases)
  func anOptimizerOfOnesOwn(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([1, -2, 0.5], [3], requiresGradient: true)
      let slopes = T.of([2, -3, 0], [3])
      let optimizer = SignSGD([x], learningRate: 0.25, decay: 0.5)
      func step(_ scale: Double) {
        optimizer.zeroGradients()
        (x * slopes * scale).sum().backward()
        optimizer.step()
      }
      step(1)
      #expect(x.doubles == [0.75, -1.75, 0.5])
      // The momentum, now (1 − 0.25)/2 · slope, still points the old way.
      step(-0.25)
      #expect(x.doubles == [0.5, -1.5, 0.5])
      step(-4)
      #expect(x.doubles == [0.75, -1.75, 0.5])
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func itClimbsIfAsked(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([1, -2], [2], requiresGradient: true)
      let optimizer = SignSGD([x], learningRate: 0.25, decay: 0.5, maximize: true)
      x.sum().backward()
      optimizer.step()
      #expect(x.doubles == [1.25, -1.75])
    }
    check(engine.tensorType)
  }

  /// All of it together, trained by the library's loop.
  private func train<T: DifferentiableTensor>(_: T.Type) -> (losses: [Double], rates: [Double]) {
    let spread = Initializer.custom { shape, generator in
      (0..<shape.elementCount).map { _ in generator.uniform() < 0.5 ? 0.5 : 1 }
    }
    let model = Doubled<T>(seed: 3) {
      Linear(2, 4, weightInitializer: spread)
      Swish()
      Scale(4, initializer: spread)
      Linear(4, 1)
    }
    var generator = SeededGenerator(seed: 1)
    let batches = (0..<4).map { _ -> (inputs: T, targets: T) in
      let points = T.of(
        (0..<16).map { _ in generator.uniform(in: -1...1) }, [8, 2])
      return (points, withoutGradient { points.sum(axis: 1).reshaped([8, 1]) })
    }
    let history = model.fit(
      batches, loss: { softAbsoluteError($0, $1) },
      optimizer: SignSGD(model.parameters, learningRate: 0.0625, decay: 0.5), epochs: 8,
      schedule: LearningRateSchedule { 1 / Double(1 + $0) })
    return (history.loss, history.learningRate)
  }

  @Test(arguments: Engine.allCases)
  func everythingOfOnesOwnTrainsTogether(on engine: Engine) {
    let (losses, rates) = train(engine.tensorType)
    #expect(losses.count == 8 && losses[7] < losses[0])
    #expect(losses == train(engine.tensorType).losses)
    #expect(rates == (1...8).map { 0.0625 / Double($0) })
  }

  @Test func anInitializerDependsOnTheSeedAndEqualsItselfAlone() {
    let first = Initializer.custom { shape, generator in
      (0..<shape.elementCount).map { _ in generator.normal() }
    }
    func numbers<T: DifferentiableTensor>(_: T.Type) -> [Double] {
      let tensor: T = withRandomSeed(5) { first([4, 2]) }
      return tensor.doubles
    }
    #expect(numbers(Engine.vector.tensorType) == numbers(Engine.scalar.tensorType))
    #expect(first == first && first != .custom { _, _ in [] })
    #expect(Initializer.fans(ofWeight: [8, 4, 5, 5]) == (in: 100, out: 200))
  }
}
