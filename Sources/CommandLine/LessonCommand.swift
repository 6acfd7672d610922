import ArgumentParser
import FileOutput
import Foundation
import Lessons
import SwiftGrad

/// `swiftgrad lesson`.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Learn how neural networks learn: the course, from one neuron to MNIST.",
    usage: "swiftgrad lesson [<name>] [--output <folder>] [--data <folder>] [--all]",
    discussion: """
      Without a name, it lists the lessons. With a name or a number, it runs one, prints what it computes and says where its \
      pictures are:

        swiftgrad lesson
        swiftgrad lesson one-neuron

      What a lesson does and why is in its guide, in the documentation of SwiftGrad. Wrong arguments give exit status 64, a \
      folder without MNIST 66, folders that cannot be made 73.
      """)

  @Argument(help: "The name of a lesson, or its number.")
  var name: String?

  @Flag(help: "Run all lessons.")
  var all = false

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The folder for the pictures; each lesson gets a folder of its own in it.",
      valueName: "folder"))
  var output = "lessons"

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      """
      The folder of MNIST's files, for the lessons that train on it. If not given: the environment variable SWIFTGRAD_DATA; \
      without either, on digits that the program draws itself.
      """, valueName: "folder"))
  var data: String?

  func validate() throws {
    if all, name != nil {
      throw ValidationError("expected the name of a lesson or --all, found both")
    }
    _ = try chosen
  }

  func run() throws {
    let chosen = try chosen
    if chosen.isEmpty { return try writeToStandardOutput(Self.list) }
    if let data {
      // A folder that was asked for and is not one of MNIST is a mistake, which reading it there names.
      if !ImageDataset.mnistExists(at: data) {
        _ = try ImageDataset.mnist(at: data, split: .training)
      }
      // Where the lessons look, as a program of the reader's own may; absolute, as they run in folders of their own.
      unsafe setenv("SWIFTGRAD_DATA", URL(filePath: data).path, 1)
    }
    let folder = URL(filePath: output)
    for lesson in chosen {
      try run(lesson, in: folder.appending(path: lesson.name))
    }
  }

  /// Runs a lesson with a folder of its own as the current one, so that its code names its pictures alone.
  private func run(_ lesson: Lesson, in folder: URL) throws {
    do throws(SystemError) {
      try makeFolder(at: folder.path)
      guard FileManager.default.changeCurrentDirectoryPath(folder.path) else { throw .last }
    } catch {
      throw OutputFileError(folder: folder.path, found: error)
    }
    print("Lesson \(lesson.number): \(lesson.title)")
    try lesson.run()
    print("\nPictures are in \(folder.path)\n")
    // What lessons print goes through a buffer.
    guard fflush(nil) == 0 else { throw OutputError(reason: .last) }
  }

  private var chosen: [Lesson] {
    get throws {
      if all { return Lesson.all }
      guard let name else { return [] }
      if let lesson = Lesson.all.first(where: { $0.name == name || "\($0.number)" == name }) {
        return [lesson]
      }
      throw ValidationError(
        "lesson: expected a name or a number from 1 to \(Lesson.all.count), found '\(name)'; 'swiftgrad lesson' lists them"
      )
    }
  }

  static let list: String = {
    let width = Lesson.all.map(\.name.count).max() ?? 0
    let lines = Lesson.all.map { lesson in
      let number = "\(lesson.number)"
      let indent = String(repeating: " ", count: max(0, 2 - number.count))
      let name = lesson.name.padding(toLength: width, withPad: " ", startingAt: 0)
      return "\(indent)\(number)  \(name)  \(lesson.summary)"
    }
    return lines.joined(separator: "\n") + "\n"
  }()
}
