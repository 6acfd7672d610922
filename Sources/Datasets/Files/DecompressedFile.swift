/// The contents of a file, decompressed on the way if its first two bytes are those of gzip.
final class DecompressedFile {
  private static let pieceSize = 1 << 16
  /// The most bytes that one byte of deflate's output can stand for (258 for two bits, in the limit).
  private static let largestExpansion = 1032

  private let file: InputFile
  private let decoder: GzipDecoder?
  private var buffer: [UInt8]
  private var position = 0
  /// Where in the file the buffer ends.
  private var bufferEnd: Int

  init(path: String) throws(DatasetError) {
    file = try InputFile(path: path)
    buffer = try file.read(upTo: Self.pieceSize)
    bufferEnd = buffer.count
    guard buffer.starts(with: [0x1f, 0x8b]) else {
      decoder = nil
      return
    }
    do throws(GzipDecoder.Failure) {
      decoder = try GzipDecoder()
    } catch {
      throw Self.error(error, in: path, at: 0)
    }
  }

  var path: String { file.path }
  var isCompressed: Bool { decoder != nil }

  /// The most bytes that a file of this length can hold.
  var largestCount: Int {
    guard isCompressed else { return file.length }
    let (count, overflow) = file.length.multipliedReportingOverflow(by: Self.largestExpansion)
    return overflow ? .max : count
  }

  /// Returns the next bytes, at least one and at most `count`, or none at the end.
  func read(upTo count: Int) throws(DatasetError) -> [UInt8] {
    while true {
      if position == buffer.count {
        buffer = try file.read(upTo: Self.pieceSize)
        position = 0
        bufferEnd += buffer.count
        if buffer.isEmpty { return try finish() }
      }
      let piece =
        if let decoder { try decompress(with: decoder, upTo: count) } else { copy(upTo: count) }
      if !piece.isEmpty { return piece }
    }
  }

  private func finish() throws(DatasetError) -> [UInt8] {
    if let isComplete = decoder?.isAtEndOfMember, !isComplete {
      throw DatasetError(
        kind: .badData, file: path, location: .byte(bufferEnd),
        expected: "the rest of the gzip data", found: "the end of the file")
    }
    return []
  }

  private func copy(upTo count: Int) -> [UInt8] {
    let start = position
    position = min(position + count, buffer.count)
    return [UInt8](buffer[start..<position])
  }

  private func decompress(
    with decoder: GzipDecoder, upTo count: Int
  ) throws(DatasetError) -> [UInt8] {
    do throws(GzipDecoder.Failure) {
      return try decoder.decode(buffer, from: &position, upTo: min(count, 4 * Self.pieceSize))
    } catch {
      throw Self.error(error, in: path, at: bufferEnd - buffer.count + position)
    }
  }

  private static func error(
    _ failure: GzipDecoder.Failure, in path: String, at offset: Int
  ) -> DatasetError {
    switch failure {
    case .outOfMemory: .cannotOpen(path, found: "no memory to decompress it with")
    case .corrupt(let message):
      DatasetError(
        kind: .badData, file: path, location: .byte(offset), expected: "sound gzip data",
        found: "\"\(message)\"")
    }
  }
}
