/// Why a data set could not be read: which file, where in it, what was expected there and what was
/// found.
///
///     train-labels-idx1-ubyte: byte 4: expected 60000 labels, one for each image, found 10000
public struct DatasetError: Error, Equatable, Sendable {
  /// The two ways in which reading fails, which call for different answers from the user.
  public enum Kind: Sendable {
    /// The file is missing, is not a file, or the system refuses to read it.
    case cannotOpen
    /// The file was read, and what it holds is not what it should be.
    case badData
  }

  /// Where in a file something is wrong.
  public enum Location: Equatable, Sendable {
    /// The file as a whole, as when it is missing.
    case wholeFile
    /// A byte of the file, counted from 0.
    case byte(Int)
    /// A byte, counted from 0, of what the file holds in compressed form.
    case decompressedByte(Int)
  }

  /// Whether the file could not be opened or holds bad data.
  public let kind: Kind
  /// The path of the file, as it was given.
  public let file: String
  /// The first place in the file that is not as expected.
  public let location: Location
  /// What a sound file has there.
  public let expected: String
  /// What this file has there.
  public let found: String
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    let place =
      switch location {
      case .wholeFile: ""
      case .byte(let offset): "byte \(offset): "
      case .decompressedByte(let offset): "byte \(offset) of the decompressed data: "
      }
    return "\(file): \(place)expected \(expected), found \(found)"
  }
}
