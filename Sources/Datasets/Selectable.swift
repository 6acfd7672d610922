import Autograd

/// Examples some of which can be taken for a data set of their own: a ``Dataset``, or images without an engine.
public protocol Selectable {
  /// What some of the examples are.
  associatedtype Selection

  /// The number of examples.
  var count: Int { get }

  /// Returns the examples at `indices`, in this order; an index that is not below ``count`` stops the program.
  func selecting(_ indices: [Int]) -> Selection
}

extension Selectable {
  /// Returns the first examples, or all of them if there are no more than `limit`.
  public func prefix(_ limit: Int) -> Selection {
    require(limit >= 0, "a prefix of \(limit) examples")
    return selecting(Array(0..<min(limit, count)))
  }

  /// Shares the examples out at random between those to train on and a fraction of them to validate on.
  ///
  /// The same seed gives the same split. Each part keeps its examples in their order here, and the
  /// part to validate on has `fraction` × ``count`` examples, rounded to the nearest whole number.
  /// - Parameters:
  ///   - fraction: From 0 to 1, or the program stops.
  ///   - seed: What decides who goes where.
  public func split(
    validationFraction fraction: Double, seed: UInt64
  ) -> (training: Selection, validation: Selection) {
    require((0...1).contains(fraction), "a validation fraction of \(fraction)")
    var generator = SeededGenerator(seed: seed)
    let order = generator.permutation(of: count)
    let validationCount = Int((fraction * Double(count)).rounded())
    return (
      training: selecting(order.dropFirst(validationCount).sorted()),
      validation: selecting(order.prefix(validationCount).sorted())
    )
  }
}
