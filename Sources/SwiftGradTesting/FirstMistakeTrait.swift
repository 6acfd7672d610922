import Synchronization
import Testing

/// Reports of each test the first mistake alone; see ``Testing/Trait/firstMistakeOnly``.
public struct FirstMistakeTrait: TestTrait, SuiteTrait, TestScoping {
  /// It is for the tests in a suite, too.
  public var isRecursive: Bool { true }

  /// Runs a test with a count of its own.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await MistakeCount.$current.withValue(MistakeCount(), operation: function)
  }
}

extension Trait where Self == FirstMistakeTrait {
  /// Reports of each test the first mistake alone that an expectation of this module finds, as a learner wants it who mends one
  /// after the other: one message, one graph.
  public static var firstMistakeOnly: Self { Self() }
}

/// How many mistakes a test has made.
final class MistakeCount: Sendable {
  @TaskLocal static var current: MistakeCount?
  private let count = Atomic(0)

  /// Counts a mistake; false if it is to be passed over.
  func add() -> Bool { count.add(1, ordering: .relaxed).oldValue == 0 }
}
