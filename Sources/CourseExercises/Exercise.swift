/// A task of the course: a function to fill in, a check that fails until it is, and hints.
public struct Exercise: Hashable, Sendable {
  /// What it is called on the command line: `1.2` is the second one of lesson 1.
  public let number: String
  /// What is to be done, in a few words.
  public let title: String
  /// What helps, from a nudge to nearly the code.
  public let hints: [String]
}

/// The exercises of a lesson, and the files in which the reader gets them.
///
/// The files lie in `Tasks`, `Checks` and `Hints`, where an editor shows them as what they are; the solutions are in
/// `Tests/Exercises`.
public struct ExerciseSheet: Sendable {
  /// The number of the lesson.
  public let lesson: Int
  /// The title of the lesson.
  public let title: String
  /// Its exercises in their order.
  public let exercises: [Exercise]
  /// What its files are called, such as `Lesson01OneNeuron`.
  public let name: String
  /// The functions to fill in, Swift.
  public let task: String
  /// The tests of the functions, Swift.
  public let check: String

  /// - Parameter hints: Markdown, the lesson as `#`, an exercise as `## 1.2 Title`, its hints as the list under it.
  private init(_ name: String, task: [UInt8], check: [UInt8], hints: [UInt8]) {
    self.name = name
    self.task = String(decoding: task, as: UTF8.self)
    self.check = String(decoding: check, as: UTF8.self)
    lesson = Int(name.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
    var title = ""
    var exercises: [Exercise] = []
    for line in String(decoding: hints, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("# ") {
        title = String(line.dropFirst(2))
      } else if line.hasPrefix("## ") {
        let words = line.dropFirst(3).split(separator: " ", maxSplits: 1).map(String.init)
        exercises.append(Exercise(number: words[0], title: words.last ?? "", hints: []))
      } else if line.hasPrefix("- "), let last = exercises.popLast() {
        let hints = last.hints + [String(line.dropFirst(2))]
        exercises.append(Exercise(number: last.number, title: last.title, hints: hints))
      }
    }
    self.title = title
    self.exercises = exercises
  }
}

extension ExerciseSheet {
  /// The sheets of all lessons in their order.
  public static let all: [ExerciseSheet] = [
    ExerciseSheet(
      "Lesson01OneNeuron", task: PackageResources.Lesson01OneNeuron_swift_txt,
      check: PackageResources.Lesson01OneNeuronTests_swift_txt,
      hints: PackageResources.Lesson01OneNeuron_md),
    ExerciseSheet(
      "Lesson02ActivationFunctions", task: PackageResources.Lesson02ActivationFunctions_swift_txt,
      check: PackageResources.Lesson02ActivationFunctionsTests_swift_txt,
      hints: PackageResources.Lesson02ActivationFunctions_md),
    ExerciseSheet(
      "Lesson03FeedForward", task: PackageResources.Lesson03FeedForward_swift_txt,
      check: PackageResources.Lesson03FeedForwardTests_swift_txt,
      hints: PackageResources.Lesson03FeedForward_md),
    ExerciseSheet(
      "Lesson04Derivatives", task: PackageResources.Lesson04Derivatives_swift_txt,
      check: PackageResources.Lesson04DerivativesTests_swift_txt,
      hints: PackageResources.Lesson04Derivatives_md),
    ExerciseSheet(
      "Lesson05Backpropagation", task: PackageResources.Lesson05Backpropagation_swift_txt,
      check: PackageResources.Lesson05BackpropagationTests_swift_txt,
      hints: PackageResources.Lesson05Backpropagation_md),
    ExerciseSheet(
      "Lesson06YourOwnEngine", task: PackageResources.Lesson06YourOwnEngine_swift_txt,
      check: PackageResources.Lesson06YourOwnEngineTests_swift_txt,
      hints: PackageResources.Lesson06YourOwnEngine_md),
    ExerciseSheet(
      "Lesson07GradientDescent", task: PackageResources.Lesson07GradientDescent_swift_txt,
      check: PackageResources.Lesson07GradientDescentTests_swift_txt,
      hints: PackageResources.Lesson07GradientDescent_md),
    ExerciseSheet(
      "Lesson08LossFunctions", task: PackageResources.Lesson08LossFunctions_swift_txt,
      check: PackageResources.Lesson08LossFunctionsTests_swift_txt,
      hints: PackageResources.Lesson08LossFunctions_md),
    ExerciseSheet(
      "Lesson09FittingLines", task: PackageResources.Lesson09FittingLines_swift_txt,
      check: PackageResources.Lesson09FittingLinesTests_swift_txt,
      hints: PackageResources.Lesson09FittingLines_md),
    ExerciseSheet(
      "Lesson10BinaryToDecimal", task: PackageResources.Lesson10BinaryToDecimal_swift_txt,
      check: PackageResources.Lesson10BinaryToDecimalTests_swift_txt,
      hints: PackageResources.Lesson10BinaryToDecimal_md),
    ExerciseSheet(
      "Lesson11AndAndXor", task: PackageResources.Lesson11AndAndXor_swift_txt,
      check: PackageResources.Lesson11AndAndXorTests_swift_txt,
      hints: PackageResources.Lesson11AndAndXor_md),
    ExerciseSheet(
      "Lesson12Optimizers", task: PackageResources.Lesson12Optimizers_swift_txt,
      check: PackageResources.Lesson12OptimizersTests_swift_txt,
      hints: PackageResources.Lesson12Optimizers_md),
    ExerciseSheet(
      "Lesson13Overfitting", task: PackageResources.Lesson13Overfitting_swift_txt,
      check: PackageResources.Lesson13OverfittingTests_swift_txt,
      hints: PackageResources.Lesson13Overfitting_md),
    ExerciseSheet(
      "Lesson14Mnist", task: PackageResources.Lesson14Mnist_swift_txt,
      check: PackageResources.Lesson14MnistTests_swift_txt,
      hints: PackageResources.Lesson14Mnist_md),
    ExerciseSheet(
      "Lesson15ScalarsToSimd", task: PackageResources.Lesson15ScalarsToSimd_swift_txt,
      check: PackageResources.Lesson15ScalarsToSimdTests_swift_txt,
      hints: PackageResources.Lesson15ScalarsToSimd_md),
  ]
}
