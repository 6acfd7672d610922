/// What was found by measuring: how work is cut, what is worth another thread, what is kept for later.
///
/// The block sizes of the kernels stand together in `block_sizes.h`. As the order of a sum follows from how it is cut, another
/// number here may change the last bits of a result.
enum Tuning {
  // MARK: Work on elements, in floats

  /// A part of arithmetic, which waits for memory.
  static let arithmeticPart = 1 << 15
  /// A part of exponentials and the like.
  static let transcendentalPart = 1 << 13
  /// Parameters worth updating on other threads.
  static let parallelUpdate = 1 << 15
  /// A part of an update, of which there are at least ``fewestUpdateParts``, so that cores come by the rows whose gradients
  /// they have computed.
  static let updatePart = 1 << 14
  static let fewestUpdateParts = 8

  /// Rows whose sums are added up one after the other: of more, parts are, and then their sums.
  static let rowsAddedInTurn = 1 << 12

  // MARK: Matrix products

  /// Floating-point operations worth bringing in another thread.
  static let parallelOperations = 1 << 21
  /// The fewest operations of a block of C, some microseconds' worth.
  static let fewestBlockOperations = 3 << 17
  /// The blocks that C is cut into where there is work enough for as many: the more, the less time is lost while one
  /// thread waits for the other's last block.
  static let blockCount = 32
  /// The most row panels of a block: their part of A stays in the second-level cache while panels of B pass by.
  static let mostRowPanels = 8
  /// The most floats of B of which each thread packs a copy of its own: that takes less time than to fetch panels from the
  /// cache of the core that packed them.
  static let mostOwnFloats = 1 << 16
  /// Floats worth packing on another thread.
  static let packedPart = 1 << 14
  /// The most rows of B that are read in place: further apart than their columns, they would not stay in the
  /// first-level cache.
  static let mostRowsInPlace = 64

  /// How many times the longer side of C the depth must be for a product to be made of dot products: with less, adding up the
  /// lanes of the sums takes longer than packing.
  static let dotsDepthFactor = 4
  /// The most rows or columns for which less depth is enough, as packed they would leave most of a vector empty …
  static let fewLanes = 4
  /// … from this depth on.
  static let dotsDepthOfFewLanes = 64

  /// Floats of the large operand worth reading on another thread in a product with a single row or column.
  static let thinPart = 1 << 16
  /// The fewest columns of such a product that one thread adds up.
  static let fewestThinColumns = 1024

  // MARK: Memory

  /// Bytes of unused buffers that are kept.
  static let keptBytes = 1 << 30
  /// Rows of bytes that are on their way from memory while one is converted.
  static let rowsAhead = 8

  // MARK: Threads

  /// How long a worker looks for the next operation before it sleeps.
  static let spinTime = Duration.microseconds(500)
  /// Pauses between two looks at the clock.
  static let pausesPerLook = 64
  /// Pauses of who waits for a worker before it offers its core.
  static let pausesBeforeYield = 1024
}

extension Tuning {
  /// How many rows or other pieces of `size` floats make a part of arithmetic.
  static func pieces(of size: Int) -> Int { max(1, arithmeticPart / max(size, 1)) }
}
