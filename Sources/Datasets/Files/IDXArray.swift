/// The contents of an IDX file of unsigned bytes: the format that MNIST is published in.
///
/// An IDX file is two zero bytes, the type of its elements (8 for unsigned bytes), the number of its
/// dimensions, then each dimension as a big-endian 32-bit number, then the elements, the last
/// dimension changing fastest (LeCun, Cortes and Burges, "The MNIST database of handwritten digits").
public struct IDXArray: Sendable {
  /// The size of each dimension, such as [60000, 28, 28].
  public let shape: [Int]
  /// The elements, the last dimension changing fastest.
  public let bytes: [UInt8]

  /// Reads a file, which may be compressed by gzip, whatever its name.
  ///
  /// Memory is taken for what the file holds, not for what its header promises, and for no more than that.
  /// - Throws: ``DatasetError`` if the file cannot be opened, is not IDX, has elements other than
  ///   unsigned bytes, has fewer or more of them than its header says, or more than fit into memory.
  public init(contentsOf file: String) throws(DatasetError) {
    let file = try IDXFile(path: file)
    shape = file.shape
    bytes = try file.readElements()
  }
}
