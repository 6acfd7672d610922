import CourseExercises
import Foundation
import Lessons
import Testing

/// That every exercise can be solved, and fails before, is in `.ci/exercises`.
@Suite struct ExercisesTests {
  @Test func everyLessonHasASheet() {
    #expect(ExerciseSheet.all.map(\.lesson) == Array(1...15))
    for lesson in Lesson.all {
      let number = String(lesson.number)
      let padded = String(repeating: "0", count: 2 - number.count) + number
      let sheet = ExerciseSheet.all[lesson.number - 1]
      #expect(sheet.name == "Lesson\(padded)\(Guide.fileName(of: lesson.name))")
    }
  }

  @Test(arguments: ExerciseSheet.all.map(\.lesson))
  func everyExerciseHasTaskCheckHintsAndSolution(lesson: Int) throws {
    let sheet = ExerciseSheet.all[lesson - 1]
    #expect(!sheet.title.isEmpty && (2...4).contains(sheet.exercises.count))
    for (index, exercise) in sheet.exercises.enumerated() {
      #expect(exercise.number == "\(lesson).\(index + 1)")
      #expect(sheet.task.contains("/// \(exercise.number) \(exercise.title).\n"))
      #expect(sheet.check.contains("@Test(\"\(exercise.number) \(exercise.title)\")"))
      #expect((2...4).contains(exercise.hints.count), "\(exercise.number)")
    }
    #expect(sheet.check.ranges(of: "@Test").count == sheet.exercises.count)
    #expect(sheet.check.contains("@Suite(.firstMistakeOnly) struct \(sheet.name)Tests {"))
    let solution = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Exercises/Solutions/\(sheet.name).swift")
    let code = try String(contentsOf: solution.standardizedFileURL, encoding: .utf8)
    for line in sheet.task.split(separator: "\n") where line.contains("func ") {
      #expect(code.contains(line.prefix { $0 != "{" }), "\(sheet.name)")
    }
  }

  @Test func theyAreListedByLesson() throws {
    let result = try Program.run("exercises")
    #expect(result.status == 0)
    #expect(result.lines.prefix(2) == ["Lesson 1: One neuron", "   1.1  Write a neuron"])
    let exercises = ExerciseSheet.all.flatMap(\.exercises)
    #expect(result.lines.count == exercises.count + ExerciseSheet.all.count)
    #expect(try Program.run("exercises", "list").output == result.output)
  }

  @Test func aPackageIsMadeAndNeverOverwritten() throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/of mine/learning"
    let made = try Program.run("exercises", "new", place)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.lines.first?.contains("exercises are in \(place)") == true)
    for sheet in ExerciseSheet.all {
      #expect(read("\(place)/Sources/Exercises/\(sheet.name).swift") == sheet.task)
      #expect(read("\(place)/Tests/ExercisesTests/\(sheet.name)Tests.swift") == sheet.check)
    }
    let manifest = try #require(read("\(place)/Package.swift"))
    #expect(manifest.contains(".package(name: \"SwiftGrad\", path: \"\(checkout)\")"))
    #expect(read("\(place)/README.md")?.contains("swift test --filter Lesson01") == true)

    #expect(
      try Program.run("exercises", "new", place).output == "Nothing is missing in \(place).\n")
    let mine = "\(place)/Sources/Exercises/Lesson01OneNeuron.swift"
    try "// My solution\n".write(toFile: mine, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(
      atPath: "\(place)/Sources/Exercises/Lesson02ActivationFunctions.swift")
    let again = try Program.run("exercises", "new", place)
    #expect(again.lines.dropFirst() == ["  Sources/Exercises/Lesson02ActivationFunctions.swift"])
    #expect(read(mine) == "// My solution\n")
  }

  @Test func otherFoldersAreRefusedAndLeftAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "notes")
    let result = try Program.run("exercises", "new", folder.path)
    #expect(result.status == 73)
    #expect(
      result.errors == """
        swiftgrad: \(folder.path): expected a new or an empty folder, or one with exercises, found one with other files, such as \
        'notes'

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes"])
  }

  @Test func hintsComeOneByOne() throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/learning"
    _ = try Program.run("exercises", "new", place)
    let exercise = ExerciseSheet.all[2].exercises[1]
    func hint(_ arguments: String...) throws -> String {
      try Program(["exercises", "hint"] + arguments + ["--folder", place]).finish().output
    }
    for (index, text) in exercise.hints.enumerated() {
      let heading =
        "3.2 \(exercise.title), hint \(index + 1) of \(exercise.hints.count):"
      #expect(try hint("3.2") == "\(heading)\n\(text)\n")
    }
    #expect(try hint("3.2").hasPrefix("You have had all \(exercise.hints.count) hints"))
    #expect(try hint("3.2", "--number", "1").contains(exercise.hints[0]))
    _ = try hint("3.1")
    #expect(read("\(place)/.hints") == "3.1 1\n3.2 \(exercise.hints.count)\n")
    let lines = try hint("3").split(separator: "\n")
    #expect(lines[0].hasPrefix("3.1  ") && lines[0].hasSuffix(": 1 of 2 hints seen"))
    #expect(
      lines[2].hasSuffix(": 0 of \(ExerciseSheet.all[2].exercises[2].hints.count) hints seen"))
  }

  @Test func aHintByItsNumberNeedsNoFolder() throws {
    let result = try Program.run("exercises", "hint", "1.2", "--number", "2", "--folder", "/")
    #expect(result.output.hasSuffix("\n\(ExerciseSheet.all[0].exercises[1].hints[1])\n"))
  }

  @Test func thePackageNamesWhatItDependsOn() {
    func manifest(_ dependency: ExercisePackage.Dependency) -> String {
      ExercisePackage(dependingOn: dependency).files.first { $0.path == "Package.swift" }?.contents
        ?? ""
    }
    let address = "git@example.org:someone/swift-grad.git"
    let repository = ExercisePackage.Dependency.repository(address, from: "1.2.0")
    #expect(repository.identity == "swift-grad")
    #expect(manifest(repository).contains(".package(url: \"\(address)\", from: \"1.2.0\")"))
    #expect(manifest(repository).ranges(of: "package: \"swift-grad\"").count == 2)
    let path = ExercisePackage.Dependency.path("/a \"b\"/Checkout")
    #expect(path.identity == "checkout")
    #expect(manifest(path).contains(#"path: "/a \"b\"/Checkout")"#))
    #expect(manifest(path).ranges(of: "package: \"SwiftGrad\"").count == 2)
  }

  @Test(
    arguments: [
      (["hint", "1.9"], "hint: expected the number of an exercise, such as 1.2, found '1.9'", 64),
      (["hint", "16"], "hint: expected the number of an exercise, such as 1.2, found '16'", 64),
      (["hint", "1", "--number", "1"], "hint: expected the number of an exercise", 64),
      (["hint", "1.1", "--number", "0"], "--number: expected a number from 1 to 3, found '0'", 64),
      (
        ["hint", "1.1", "--folder", "/"],
        "/: expected a folder made by 'swiftgrad exercises new', found none", 64
      ),
      (["new", "/dev/null"], "/dev/null: expected a folder to write to, found", 73),
      (
        ["new", "learning", "--package", "/dev"],
        "--package: expected a checkout of SwiftGrad, or an address with a version, found '/dev'",
        64
      ),
      (
        ["new", "learning", "--package", "https://example.org/SwiftGrad"],
        "--package: expected an address with a version, such as https://example.org/SwiftGrad@1.0.0",
        64
      ),
      (
        ["new", "swiftgrad", "--package", "https://example.org/SwiftGrad@1.0.0"],
        "swiftgrad: expected a folder that is not called as the package it depends on", 73
      ),
    ] as [([String], String, Int32)])
  func whatIsWrongIsNamed(arguments: [String], message: String, status: Int32) throws {
    let result = try Program(["exercises"] + arguments).finish()
    #expect(result.errors.hasPrefix("swiftgrad: \(message)"), "\(result.errors)")
    #expect(result.status == status)
  }

  private func read(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  private var checkout: String {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.standardizedFileURL.path
  }
}
