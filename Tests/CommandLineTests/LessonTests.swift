import Foundation
import Lessons
import Testing

/// Runs the lessons, and holds their guides in the documentation to what they are and print.
///
/// `SWIFTGRAD_LESSONS=program` runs them with another build of `swiftgrad`, such as the optimized one, which does not take
/// minutes for the long ones; `SWIFTGRAD_REWRITE_GUIDES=1` brings pictures and output of the guides up to date.
@Suite struct LessonTests {
  private static let program = ProcessInfo.processInfo.environment["SWIFTGRAD_LESSONS"]
  private static let lessons = Lesson.all.filter { program != nil || !$0.isLong }

  /// Of lessons that train a `Tensor`: the last bit of a `Float` is not the same on every processor.
  private static let tolerances = [
    "fitting-lines": 0.02, "binary-to-decimal": 0.02, "and-and-xor": 0.02, "overfitting": 0.02,
    "mnist": 0.02, "scalars-to-simd": 0.01,
  ]

  @Test(arguments: lessons.map(\.name))
  func theGuideShowsCodeOutputAndPicturesOfTheRun(name: String) throws {
    let guide = try Guide(of: name)
    try guide.expectCode()
    let folder = try TemporaryFolder()
    let arguments = ["lesson", name, "--output", folder.path]
    let program = Self.program.map { URL(filePath: $0) }
    let result = try Program(at: program, arguments).finish()
    #expect(result.status == 0, "\(result.errors)")
    let pictures = URL(filePath: folder.path).appending(path: name)
    if ProcessInfo.processInfo.environment["SWIFTGRAD_REWRITE_GUIDES"] != nil {
      try guide.rewrite(output: result.output, pictures: pictures)
    }
    try Guide(of: name).expect(
      output: result.output, pictures: pictures, tolerance: Self.tolerances[name] ?? 0)
  }

  @Test func everyGuideIsOfALessonThatIsListed() throws {
    let guides = try FileManager.default.contentsOfDirectory(atPath: Guide.folder.path)
    #expect(guides.sorted() == Lesson.all.map { Guide.fileName(of: $0.name) }.sorted())
    #expect(Lesson.all.map(\.number) == Array(1...Lesson.all.count))
    let result = try Program.run("lesson")
    #expect(result.lines.count == Lesson.all.count)
    for (line, lesson) in zip(result.lines, Lesson.all) {
      #expect(line.contains(lesson.name) && line.hasSuffix(lesson.summary))
    }
  }

  @Test func aLessonIsFoundByItsNumberToo() throws {
    let folder = try TemporaryFolder()
    let result = try Program.run("lesson", "1", "--output", folder.path)
    #expect(result.lines.first == "Lesson 1: One neuron")
    #expect(result.lines.last == "Pictures are in \(folder.path)/one-neuron")
  }

  @Test func onlyNumbersMayDiffer() {
    #expect(Guide.agree("loss  0.1234", "loss 0.1235", tolerance: 0.01))
    #expect(!Guide.agree("loss 0.1234", "loss 0.1235", tolerance: 0))
    #expect(!Guide.agree("loss 0.12", "loss 0.13", tolerance: 0.01))
    #expect(!Guide.agree("loss 0.12", "cost 0.12", tolerance: 1))
    #expect(!Guide.agree("1 2", "1", tolerance: 1))
    #expect(Guide.agree("about 12.5 µs, 3 nodes", "about 80 µs, 3 nodes", tolerance: 0))
    #expect(!Guide.agree("about 12.5 µs, 3 nodes", "about 80 µs, 4 nodes", tolerance: 0))
  }

  @Test(
    arguments: [
      (
        ["lesson", "neuron"],
        "lesson: expected a name or a number from 1 to \(Lesson.all.count), found 'neuron'", 64
      ),
      (
        ["lesson", "one-neuron", "--all"], "expected the name of a lesson or --all, found both", 64
      ),
      (
        ["lesson", "1", "--output", "/dev/null"],
        "/dev/null/one-neuron: expected a folder to write to, found", 73
      ),
      (
        ["lesson", "1", "--data", "/nowhere"],
        "/nowhere: expected a folder with train-images-idx3-ubyte", 66
      ),
    ] as [([String], String, Int32)])
  func whatIsWrongIsNamed(arguments: [String], message: String, status: Int32) throws {
    let result = try Program(arguments).finish()
    #expect(result.errors.hasPrefix("swiftgrad: \(message)"), "\(result.errors)")
    #expect(result.status == status)
  }
}
