import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct SchedulerTests {
  struct Cycle: Decodable {
    let optimizer: String
    let annealing: String
    let warmUp: Double
    let rates: [Double]
    let momenta: [Double]
  }

  struct Plateau: Decodable {
    let mode: String
    let isRelative: Bool
    let threshold: Double
    let patience: Int
    let cooldown: Int
    let minimum: Double
    let numbers: [FixtureNumber]
    let rates: [Double]
  }

  private var parameters: [ValueTensor] { [ValueTensor([1.0], requiresGradient: true)] }

  @Test func oneCycleIsPyTorchs() throws {
    let cases: [Cycle] = try Fixture.load("cycles")
    #expect(cases.count == 12)
    for test in cases {
      let optimizer =
        test.optimizer == "Adam"
        ? Adam(parameters, learningRate: 0.1)
        : SGD(parameters, learningRate: 0.1, momentum: 0.9)
      let annealing = try #require(Annealing.allCases.first { "\($0)" == test.annealing })
      let schedule = LearningRateSchedule.oneCycle(
        steps: 13, warmUp: test.warmUp, annealing: annealing)
      let cycle = OneCycle(optimizer, steps: 13, warmUp: test.warmUp, annealing: annealing)
      for (step, (rate, momentum)) in zip(test.rates, test.momenta).enumerated() {
        #expect(cycle.stepCount == step)
        #expect(agree([optimizer.learningRate], [rate], within: 1e-15))
        #expect(agree([optimizer.momentum ?? .nan], [momentum], within: 1e-14))
        #expect(agree([0.1 * schedule(step)], [rate], within: 1e-15))
        cycle.step()
      }
      #expect(agree([optimizer.learningRate], [0.1 / 25 / 1e4], within: 1e-15))
    }
  }

  @Test func oneCycleLeavesAMomentumAloneIfAskedOrIfThereIsNone() {
    let sgd = SGD(parameters, learningRate: 1, momentum: 0.5)
    OneCycle(sgd, steps: 10, momenta: nil).step()
    #expect(sgd.momentum == 0.5)
    let adagrad = Adagrad(parameters, learningRate: 1)
    OneCycle(adagrad, steps: 10).step()
    #expect(adagrad.momentum == nil && adagrad.learningRate > 0.04)
  }

  @Test func plateausReduceAsPyTorchs() throws {
    let cases: [Plateau] = try Fixture.load("plateaus")
    #expect(cases.count == 18)
    for test in cases {
      let optimizer = SGD(parameters, learningRate: 0.1)
      let plateau = ReduceOnPlateau(
        optimizer, mode: test.mode == "maximum" ? .maximum : .minimum, factor: 0.5,
        patience: test.patience,
        threshold: test.isRelative ? .relative(test.threshold) : .absolute(test.threshold),
        cooldown: test.cooldown, minimum: test.minimum)
      for (step, (number, rate)) in zip(test.numbers.values, test.rates).enumerated() {
        plateau.step(number)
        #expect(
          agree([optimizer.learningRate], [rate], within: 1e-15),
          "\(test), step \(step): \(optimizer.learningRate)")
      }
    }
  }

  @Test func whatIsNoScheduleIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = LearningRateSchedule.oneCycle(steps: 0) }
    await #expect(processExitsWith: .failure) {
      _ = LearningRateSchedule.oneCycle(steps: 5, warmUp: 1.5)
    }
    let factor = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let optimizer = SGD([ValueTensor([1.0], requiresGradient: true)])
      _ = ReduceOnPlateau(optimizer, factor: 1)
    }
    expectMessage(of: factor, contains: "ReduceOnPlateau: the factor", "not 1.0")
    let momentum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Adagrad([ValueTensor([1.0], requiresGradient: true)]).momentum = 0.5
    }
    expectMessage(of: momentum, contains: "Adagrad: there is no momentum")
  }
}
