import ArgumentParser
import CourseExercises
import FileOutput
import Foundation

/// `swiftgrad exercises hint`.
struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint",
    abstract: "Show the next hint for an exercise.",
    usage: "swiftgrad exercises hint <exercise> [--number <number>] [--folder <folder>]",
    discussion: """
      How many hints of each exercise have been seen is kept in the folder of the exercises, in the file .hints. The number of a \
      lesson shows them.
      """)

  @Argument(help: "The number of an exercise, such as 3.2, or of a lesson.")
  var exercise: String

  @Option(help: "Which hint to show, from 1, in place of the next one.")
  var number: Int?

  @Option(help: ArgumentHelp("The folder of the exercises.", valueName: "folder"))
  var folder = "."

  func validate() throws {
    guard let found else {
      guard number == nil, sheet != nil else {
        throw ValidationError(
          "hint: expected the number of an exercise, such as 1.2, found '\(exercise)'; 'swiftgrad exercises' lists them"
        )
      }
      return
    }
    if let number, !found.hints.indices.contains(number - 1) {
      throw ValidationError(
        "--number: expected a number from 1 to \(found.hints.count), found '\(number)'")
    }
  }

  func run() throws {
    if let found, let number { return try show(number, of: found) }
    let folder = URL(filePath: folder)
    guard FileManager.default.fileExists(atPath: folder.appending(path: Self.marker).path) else {
      throw ValidationError(
        """
        \(self.folder): expected a folder made by 'swiftgrad exercises new', found none; go there, give --folder, or choose a hint \
        with --number
        """)
    }
    var seen = SeenHints(in: folder)
    guard let found else { return try list(seen) }
    let number = seen[found] + 1
    guard number <= found.hints.count else {
      return try writeToStandardOutput(
        """
        You have had all \(found.hints.count) hints for \(found.number) \(found.title). Show one again with --number.

        """)
    }
    try show(number, of: found)
    seen[found] = number
    try seen.write()
  }

  private func show(_ number: Int, of exercise: Exercise) throws {
    try writeToStandardOutput(
      """
      \(exercise.number) \(exercise.title), hint \(number) of \(exercise.hints.count):
      \(exercise.hints[number - 1])

      """)
  }

  private func list(_ seen: SeenHints) throws {
    for exercise in sheet?.exercises ?? [] {
      let count = "\(seen[exercise]) of \(exercise.hints.count) hints seen"
      try writeToStandardOutput("\(exercise.number)  \(exercise.title): \(count)\n")
    }
  }

  private var found: Exercise? {
    ExerciseSheet.all.flatMap(\.exercises).first { $0.number == exercise }
  }

  private var sheet: ExerciseSheet? {
    ExerciseSheet.all.first { "\($0.lesson)" == exercise }
  }

  private static let marker = ExercisePackage.taskFolder
}

/// How many hints of each exercise the reader has had, as a file has it: a line `1.2 3` for each.
private struct SeenHints {
  private let path: String
  private var counts: [String: Int] = [:]

  /// Those that were seen in a folder of exercises; none without a file, or where it is none of ours.
  init(in folder: URL) {
    path = folder.appending(path: ".hints").path
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    for line in text?.split(separator: "\n") ?? [] {
      let words = line.split(separator: " ")
      if words.count == 2, let count = Int(words[1]) { counts[String(words[0])] = max(0, count) }
    }
  }

  subscript(exercise: Exercise) -> Int {
    get { counts[exercise.number] ?? 0 }
    set { counts[exercise.number] = newValue }
  }

  func write() throws {
    let lines = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
    try OutputFile.write(Data(lines.joined().utf8), to: path)
  }
}
