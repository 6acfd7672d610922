import ArgumentParser
import CourseExercises
import Foundation

/// `swiftgrad exercises`.
struct ExercisesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercises",
    abstract: "Try what you have learned: functions to write, with checks and hints.",
    discussion: """
      Without anything after it, it lists the exercises. 'new' makes a Swift package of them, in which each is a function to fill \
      in, with a test that fails until it is; 'hint' helps:

        swiftgrad exercises new learning
        cd learning && swift test --filter Lesson01
        swift run swiftgrad exercises hint 1.1
      """,
    subcommands: [List.self, NewExercisesCommand.self, HintCommand.self],
    defaultSubcommand: List.self)

  /// `swiftgrad exercises list`, or without a word.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the exercises.")

    func run() throws {
      let sheets = ExerciseSheet.all.map { sheet in
        let exercises = sheet.exercises.map { "  \($0.number.paddedNumber)  \($0.title)\n" }
        return "Lesson \(sheet.lesson): \(sheet.title)\n\(exercises.joined())"
      }
      try writeToStandardOutput(sheets.joined())
    }
  }
}

extension String {
  /// The number of an exercise in the width of the longest.
  fileprivate var paddedNumber: String { String(repeating: " ", count: max(0, 4 - count)) + self }
}
