import Testing

@testable import VectorEngine

@Suite struct StorageSliceTests {
  @Test func partsReachToTheEndsOfTheirStorage() {
    let storage = Storage([0, 1, 2, 3, 4, 5, 6])
    let target = Storage(repeating: -1, count: 3)
    func floats(_ slice: Storage.Slice) -> [Float] {
      Kernels.current.copy(slice, into: target.all)
      return target.scalars
    }
    #expect(floats(storage[4..<7]) == [4, 5, 6])
    #expect(floats(storage.slice(from: 0, count: 3, stride: 3)) == [0, 3, 6])
    #expect(floats(storage.slice(from: 6, count: 3, stride: -3)) == [6, 3, 0])
    #expect(floats(storage.slice(from: 6, count: 3, stride: 0)) == [6, 6, 6])
    #expect(storage[7..<7].count == 0)
    #expect(storage.block(from: 1, rows: 2, columns: 2, rowStride: 4).columns == 2)
    #expect(storage.block(from: 0, rows: 0, columns: 9, rowStride: 9).rows == 0)
  }

  /// Each with the message that it must stop with.
  private static let mistakes: [(message: String, make: @Sendable (Storage, Kernels) -> Void)] = [
    ("no floats 5 to 7 in a storage of 7", { x, _ in _ = x[5..<8] }),
    ("no floats 0 to -2 in a storage of 7", { x, _ in _ = x.slice(from: 0, count: 3, stride: -1) }),
    ("no floats 4 to 8 in a storage of 7", { x, _ in _ = x.slice(from: 4, count: 3, stride: 2) }),
    (
      "no floats 0 to 7 in a storage of 7",
      { x, _ in _ = x.block(from: 0, rows: 2, columns: 4, rowStride: 4) }
    ),
    (
      "no floats -1 to 1 in a storage of 7",
      { x, _ in _ = x.block(from: -1, rows: 1, columns: 3, rowStride: 3) }
    ),
    (
      "a kernel for 3 floats got 2 floats, 1 apart",
      { x, kernels in kernels.add(x[0..<2], to: x[4..<7]) }
    ),
    (
      "a kernel for 2 floats got 2 floats, 3 apart",
      { x, kernels in kernels.add(x.slice(from: 0, count: 2, stride: 3), to: x[5..<7]) }
    ),
    (
      "a kernel for 2 rows of 3 floats got [2, 2] floats",
      { x, kernels in
        kernels.add(
          rowsOf: x.block(from: 0, rows: 2, columns: 2, rowStride: 3), to: x[0..<3])
      }
    ),
    (
      "a kernel for rows of whole vectors got [1, 1] floats",
      { x, kernels in
        let number = x.block(from: 0, rows: 1, columns: 1, rowStride: 1)
        kernels.multiplyDots(number, number, start: nil, into: number)
      }
    ),
  ]

  @Test(arguments: mistakes.indices)
  func whatDoesNotFitStopsBeforeAKernelRuns(_ index: Int) async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [index] in
      StorageSliceTests.mistakes[index].make(Storage(repeating: 0, count: 7), .current)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains(Self.mistakes[index].message))
  }
}
