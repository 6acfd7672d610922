import Testing

@testable import VectorEngine

@Suite struct BufferPoolTests {
  @Test(arguments: [0, 1, 15, 16, 17, 100, 1000, 50_176, 1_000_001])
  func capacitiesFitAndWasteAQuarterAtMost(_ count: Int) {
    let capacity = BufferPool.capacity(for: count)
    #expect(capacity >= max(16, count))
    #expect(capacity.isMultiple(of: 16))
    #expect(capacity - count <= max(16, count / 4 + 1))
    #expect(BufferPool.capacity(for: capacity) == capacity)
  }

  @Test func buffersAreAlignedToACacheLine() {
    for count in [1, 17, 1000] {
      #expect(unsafe UInt(bitPattern: Storage(repeating: 0, count: count).pointer) % 64 == 0)
    }
  }

  @Test func whatIsGivenBackIsTakenAgain() {
    // A size that no other test asks for.
    let count = 987_654
    let first = unsafe UInt(bitPattern: Storage(uninitializedCount: count).pointer)
    for _ in 0..<10 {
      #expect(unsafe UInt(bitPattern: Storage(uninitializedCount: count).pointer) == first)
    }
  }

  @Test func storagesKeepTheirValues() {
    let values: [Float] = [1, -2, 3.5]
    let storage = Storage(values)
    #expect(storage.scalars == values)
    let copy = Storage(copying: storage)
    storage.write([4, 5, 6].lazy.map { Float($0) })
    #expect(storage.scalars == [4, 5, 6])
    #expect(copy.scalars == values)
    #expect(Storage([]).scalars.isEmpty)
  }
}
