import Autograd

/// Some examples of a data set, as a data set: a prefix, a part of a split, a selection.
public struct Subset<Base: Dataset>: Dataset {
  /// The data set that they are taken from.
  public let base: Base
  /// Where each of them is in ``base``.
  public let indices: [Int]

  /// Takes the examples at `indices`, in this order; an index outside of the data set stops the program.
  public init(_ base: Base, _ indices: [Int]) {
    base.check(indices)
    self.base = base
    self.indices = indices
  }

  /// The number of examples.
  public var count: Int { indices.count }

  /// The examples at some places of this subset.
  public func batch(of places: [Int]) -> Base.Batch {
    base.batch(of: places.map { indices[$0] })
  }

  /// The examples at some places of this subset, in the way of ``base``.
  public func batches(of places: [Int], size: Int) -> Base.Batches {
    base.batches(of: places.map { indices[$0] }, size: size)
  }
}

extension Dataset {
  /// Returns the examples at `indices`, in this order; an index outside of the data set stops the program.
  public func selecting(_ indices: [Int]) -> Subset<Self> { Subset(self, indices) }
}

extension Selectable {
  /// Traps when one of `indices` is not that of an example.
  func check(_ indices: [Int]) {
    let count = count
    for index in indices {
      require(index >= 0 && index < count, "there is no example \(index) among \(count)")
    }
  }
}
