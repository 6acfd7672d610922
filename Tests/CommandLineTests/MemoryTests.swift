import ArgumentParser
import Testing

@testable import CommandLine

/// Training that takes more memory than there is.
@Suite struct MemoryTests {
  private func plan(
    hidden: [Int], batchSize: Int = 5, optimizer: OptimizerChoice = .adam
  ) throws -> TrainingPlan {
    let plan = try smallPlan(optimizer: optimizer, batchSize: batchSize)
    return TrainingPlan(
      training: plan.training, test: plan.test, hiddenSizes: hidden, activation: plan.activation,
      optimizer: plan.optimizer, batchSize: batchSize, epochs: 1, seed: 0)
  }

  @Test(arguments: [
    // The optimizer and the numbers for each parameter: itself, its gradient, what is kept of it.
    (OptimizerChoice.sgd, 3.0), (.adagrad, 3), (.rmsprop, 4), (.adadelta, 4), (.adam, 4),
    (.adamw, 4),
  ])
  func theLeastIsParametersAndResults(optimizer: OptimizerChoice, numbers: Double) throws {
    let plan = try plan(hidden: [2], optimizer: optimizer)
    #expect((plan.optimizer.momentum > 0) == optimizer.hasMomentum)
    let parameters = 785.0 * 2 + 3 * 10
    let results = 5.0 * (784 + 2 + 10)
    #expect(plan.leastMemory(on: .vector) == 4 * (numbers * parameters + results))
    #expect(plan.leastMemory(on: .scalar) == 100 * parameters * 11)
  }

  @Test func whatDoesNotFitIsNamed() throws {
    let plan = try plan(hidden: [65_536, 65_536])
    let error = try #require(throws: ValidationError.self) {
      try plan.checkMemory(on: .vector, limit: 16e9)
    }
    #expect(
      error.message == """
        --hidden: expected a network whose training fits into 16.0 GB of memory, found one of 4,347,133,962 \
        parameters, which takes 69.6 GB or more
        """)
    try plan.checkMemory(on: .vector, limit: 70e9)
    #expect(throws: ValidationError.self) { try plan.checkMemory(on: .scalar, limit: 70e9) }
  }

  @Test func noSizeIsTooLargeToBeCounted() throws {
    let plan = try plan(hidden: Array(repeating: 65_536, count: 100_000), batchSize: .max)
    for engine in EngineChoice.allCases {
      #expect(throws: ValidationError.self) { try plan.checkMemory(on: engine) }
    }
  }

  #if os(Linux)
    // A limit of its own, lest the machine's memory fill up where this fails.
    @Test func theProgramRefusesBeforeItBegins() throws {
      let result = try Program.shell(
        "ulimit -v 6000000; $swiftgrad train --dataset digits --limit 12 --hidden 40000,40000")
      #expect(result.status == 64)
      #expect(result.output.isEmpty)
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(result.errors.contains("fits into 6.1 GB of memory, found one of 1,631,840,010"))
    }
  #endif
}
