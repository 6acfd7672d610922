import Foundation
import Testing

/// The program `swiftgrad-benchmarks` as a user runs it, with as little to measure as there can be.
@Suite struct BenchmarkProgramTests {
  private func run(_ arguments: String) throws -> Program.Result {
    try Program(named: "swiftgrad-benchmarks", arguments.split(separator: " ").map(String.init))
      .finish()
  }

  private func objects(_ arguments: String) throws -> [[String: Any]] {
    let result = try run("\(arguments) --json")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    return try result.lines.map { line in
      try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  private func expectPositive(_ objects: [[String: Any]], _ names: String...) throws {
    for object in objects {
      for name in names {
        let figure = try #require(object[name] as? Double, "\(name) of \(object)")
        #expect(figure > 0 && figure.isFinite, "\(name) of \(object)")
      }
    }
  }

  @Test func peakMeasuresMultiplyAddsAndReadingOnOneThreadAndOnAll() throws {
    let rows = try objects("peak --rounds 1 --threads 2 --kilobytes 16,64")
    #expect(
      rows.map { $0["what"] as? String } == [
        "multiply-adds", "multiply-adds", "read", "read", "read", "read",
      ])
    #expect(rows.map { $0["threads"] as? Int } == [1, 2, 1, 2, 1, 2])
    #expect(rows.dropFirst(2).map { $0["bytes"] as? Int } == [16384, 16384, 65536, 65536])
    try expectPositive(Array(rows.prefix(2)), "gigaflops")
    try expectPositive(Array(rows.dropFirst(2)), "gigabytesPerSecond")
  }

  @Test func everyShapeHasThreeProducts() throws {
    let rows = try objects("matmul --rounds 1 --threads 1 --shapes 3x2x5,17x1x33")
    #expect(
      rows.map { $0["product"] as? String } == ["x·Wᵀ", "gᵀ·x", "g·W", "x·Wᵀ", "gᵀ·x", "g·W"])
    #expect(rows.map { $0["inputs"] as? Int } == [5, 5, 5, 33, 33, 33])
    try expectPositive(rows, "gigaflops", "peakGigaflops", "fractionOfPeak")
  }

  @Test func everyOperationIsComparedWithMemcpy() throws {
    let rows = try objects("elementwise --rounds 1 --threads 1 --kilobytes 8")
    let operations = rows.compactMap { $0["operation"] as? String }
    #expect(operations.first == "memcpy")
    #expect(Set(operations).isSuperset(of: ["add", "exp", "sum", "Adam", "bytes to floats"]))
    #expect(operations.count == 16)
    try expectPositive(rows, "gigabytesPerSecond", "fractionOfMemcpy")
  }

  @Test func thePartsOfAStepAndWhatIsLeftOverMakeTheWhole() throws {
    let rows = try objects("step --rounds 3 --network small")
    let times = try rows.map { try #require($0["microseconds"] as? Double) }
    let whole = try #require(times.last)
    #expect(abs(times.dropLast().reduce(0, +) - whole) < 1e-6 * whole)
    let parts = rows.compactMap { $0["part"] as? String }
    #expect(parts.contains("forward: linear [32, 64], 0.weight"))
    #expect(parts.contains("backward: linear [32, 64], 0.weight"))
    #expect(parts.suffix(2) == ["left over", "whole step"])
    try expectPositive(rows.filter { $0["part"] as? String != "left over" }, "microseconds")
  }

  @Test func anEpochIsMeasuredOnTheFolderOfTheOption() throws {
    let folder = try TemporaryFolder()
    try folder.writeMNIST()
    let rows = try objects("epoch --rounds 2 --network small --limit 2 --data \(folder.path)")
    #expect(rows.map { $0["dataset"] as? String } == ["MNIST"])
    #expect(rows.map { $0["images"] as? Int } == [2])
    try expectPositive(rows, "seconds", "imagesPerSecond", "loss", "peakResidentMegabytes")
  }

  @Test func scalingVariesOneThingAtATime() throws {
    let rows = try objects("scaling --rounds 1 --threads 2 --batches 1,2,3 --hidden 4,5")
    let expected = [
      ["threads", 1, 2, 5], ["threads", 2, 2, 5], ["batch", 2, 1, 5], ["batch", 2, 2, 5],
      ["batch", 2, 3, 5], ["hidden", 2, 2, 4], ["hidden", 2, 2, 5],
    ]
    let found = rows.map { [$0["series"], $0["threads"], $0["batch"], $0["hidden"]] }
    #expect(found.map { "\($0.compactMap(\.self))" } == expected.map { "\($0)" })
    #expect(rows.map { $0["growth"] == nil } == [true, false, true, false, false, true, false])
    try expectPositive(
      rows, "microseconds", "imagesPerSecond", "gigaflops", "fractionOfPeak",
      "peakResidentMegabytes")
  }

  @Test func aTableHasAHeadingAndALineForEachRow() throws {
    let result = try run("matmul --rounds 1 --threads 1 --shapes 3x2x5")
    #expect(result.status == 0)
    #expect(result.lines.count == 4)
    #expect(result.lines.first?.hasPrefix("batch × outputs × inputs  product") == true)
    #expect(result.lines.dropFirst().allSatisfy { $0.hasPrefix("3 × 2 × 5") && $0.hasSuffix("%") })
  }

  @Test(arguments: [
    ("peak --threads 0", "--threads must be from 1 to 1024, not 0"),
    ("matmul --rounds 0", "--rounds must be 1 or more, not 0"),
    ("matmul --shapes 3x2", "expected shapes of three sizes from 1 to 16384"),
    ("matmul --shapes 3x2x0", "found '3x2x0'"),
    ("peak --kilobytes 16,", "expected whole numbers from 1 to 4194304"),
    ("elementwise --kilobytes x", "found 'x'"),
    ("step --network huge", "one of 'big' and 'small'"),
    ("epoch --limit 0", "--limit must be 1 or more, not 0"),
    ("scaling --batches 0", "expected whole numbers from 1 to 65536"),
  ])
  func aWrongArgumentIsRefused(arguments: String, message: String) throws {
    let result = try run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func aFolderWithoutMNISTIsRefused() throws {
    let result = try run("epoch --data /nowhere")
    #expect(result.status != 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("/nowhere: expected a folder with train-images"))
  }
}
