import Datasets
import Foundation
import SwiftGrad
import Testing

/// Files of any bytes are read as a plain reader reads them, or refused.
@Suite struct IDXFuzzTests {
  @Test func filesAreReadAsAPlainReaderReadsThem() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    var (read, refused) = (0, 0)
    try fuzz(rounds: 400) { seed, generator in
      let bytes = randomFile(&generator)
      try Data(bytes).write(to: file)
      let isCompressed = bytes.starts(with: [0x1f, 0x8b])
      let expected = (isCompressed ? Gzip.decompress(bytes) : bytes).flatMap(elements)
      do {
        let array = try IDXArray(contentsOf: file.path)
        read += 1
        #expect(array.shape == expected?.shape && array.bytes == expected?.bytes, "seed \(seed)")
      } catch let error as DatasetError {
        refused += 1
        #expect(expected == nil, "seed \(seed): \(error)")
        #expect(error.kind == .badData && !error.description.contains("\n"), "seed \(seed)")
      }
    }
    #expect(read > refused / 10 && refused > read / 10)
  }

  private func randomFile(_ generator: inout SeededGenerator) -> [UInt8] {
    // Now and then longer than the pieces that files are read in.
    let longest = generator.isTrue(oneIn: 20) ? 200 : 7
    let shape = (0..<generator.integer(below: 4)).map { _ in generator.integer(below: longest) }
    let count = shape.reduce(1, *)
    var bytes: [UInt8] = [0, 0, 8, UInt8(shape.count)]
    for size in shape { bytes += [0, 0, 0, UInt8(size)] }
    bytes += (0..<min(count, 300_000)).map { _ in generator.byte() & 0x0f }

    if generator.isTrue(oneIn: 3) { generator.mutate(&bytes) { $0.byte() } }
    if generator.isTrue(oneIn: 2) {
      let cut = generator.integer(below: bytes.count + 1)
      let members =
        generator.isTrue(oneIn: 2) ? [bytes] : [Array(bytes[..<cut]), Array(bytes[cut...])]
      bytes = members.flatMap { Gzip.compress($0, level: generator.integer(below: 10)) }
      if generator.isTrue(oneIn: 2) { generator.mutate(&bytes) { $0.byte() } }
    }
    return bytes
  }

  /// The format in a few lines: two zeros, 8, the rank, the sizes, the elements and nothing more.
  private func elements(_ bytes: [UInt8]) -> (shape: [Int], bytes: [UInt8])? {
    guard bytes.count >= 4, Array(bytes[..<3]) == [0, 0, 8] else { return nil }
    let start = 4 + 4 * Int(bytes[3])
    guard bytes.count >= start else { return nil }
    let shape = stride(from: 4, to: start, by: 4).map { place in
      bytes[place..<(place + 4)].reduce(0) { 256 * $0 + Int($1) }
    }
    guard shape.reduce(1.0, { $0 * Double($1) }) == Double(bytes.count - start) else { return nil }
    return (shape, Array(bytes[start...]))
  }
}
