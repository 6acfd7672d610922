import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct LearningRateScheduleTests {
  struct Case: Decodable {
    let schedule: String
    let rates: [Double]
  }

  static let schedules: [String: LearningRateSchedule] = [
    "step(4, 0.5)": .step(every: 4, factor: 0.5),
    "exponential(0.9)": .exponential(factor: 0.9),
    "cosine(11)": .cosine(steps: 11),
    "cosine(11, 0.1)": .cosine(steps: 11, minimum: 0.1),
    "linearWarmUp(5)": .linearWarmUp(steps: 5),
    "linearWarmUp(4, 0.01)": .linearWarmUp(steps: 4, from: 0.01),
    "linearWarmUp(3, 0.1) then cosine(8)":
      .linearWarmUp(steps: 3, from: 0.1).then(.cosine(steps: 8), after: 3),
    "lambda": LearningRateSchedule { 1 / Double(1 + $0) },
  ]

  @Test func ratesAreThoseOfPyTorch() throws {
    let cases: [Case] = try Fixture.load("schedules")
    #expect(Set(cases.map(\.schedule)) == Set(Self.schedules.keys))
    for test in cases {
      let schedule = try #require(Self.schedules[test.schedule])
      let optimizer = SGD([ValueTensor([1.0], requiresGradient: true)], learningRate: 0.1)
      let scheduler = LearningRateScheduler(optimizer, schedule)
      for (step, rate) in test.rates.enumerated() {
        #expect(
          agree([optimizer.learningRate], [rate], within: 1e-12),
          "\(test.schedule), step \(step): \(optimizer.learningRate), not \(rate)")
        scheduler.step()
      }
    }
  }

  @Test func everyGroupKeepsItsPart() {
    let optimizer = SGD([ValueTensor([1.0], requiresGradient: true)], learningRate: 1)
    optimizer.addGroup([ValueTensor([1.0], requiresGradient: true)], learningRate: 4)
    let scheduler = LearningRateScheduler(optimizer, .exponential(factor: 0.5))
    scheduler.step()
    scheduler.step()
    #expect(scheduler.stepCount == 2)
    #expect(optimizer.groups.map(\.learningRate) == [0.25, 1])
  }

  @Test func aCosineStaysAtItsMinimum() {
    let schedule = LearningRateSchedule.cosine(steps: 10, minimum: 0.25)
    #expect(schedule(10) == 0.25 && schedule(1000) == 0.25)
    #expect(LearningRateSchedule.constant(1000) == 1)
  }

  @Test func schedulesWithoutStepsAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = LearningRateSchedule.step(every: 0) }
    await #expect(processExitsWith: .failure) { _ = LearningRateSchedule.cosine(steps: 0) }
    await #expect(processExitsWith: .failure) { _ = LearningRateSchedule.linearWarmUp(steps: 0) }
  }
}
