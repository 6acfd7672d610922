import Autograd
import Testing

@Suite struct ByteRowsTests {
  @Test func theShapeHasAnAxisOfRowsInFront() {
    let bytes = [UInt8](repeating: 0, count: 24)
    #expect(ByteRows(bytes, rows: [1, 0, 1], rowShape: [3, 2, 2]).shape == [3, 3, 2, 2])
    #expect(ByteRows(bytes, rows: [], rowShape: [2]).shape == [0, 2])
    #expect(ByteRows([], rows: [5], rowShape: [0]).shape == [1, 0])
  }

  @Test(arguments: [-1, 2]) func aRowThatIsNotThereIsNamed(row: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [row] in
      _ = ByteRows([1, 2, 3, 4, 5], rows: [0, row], rowShape: [2])
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("ByteRows: there is no row \(row) of 2 bytes in 5 bytes"))
  }
}
