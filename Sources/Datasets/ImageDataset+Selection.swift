import Autograd

extension ImageDataset {
  /// Returns a data set of the first images, or all of them if there are no more than `limit`.
  public func prefix(_ limit: Int) -> ImageDataset {
    require(limit >= 0, "a prefix of \(limit) images")
    return selecting(0..<min(limit, count))
  }

  /// Returns two data sets that share the images of this one out between them at random: those to
  /// train on, and a fraction of them to validate on.
  ///
  /// The same seed gives the same split. Each part keeps its images in their order here, and the
  /// part to validate on has `fraction` × ``count`` images, rounded to the nearest whole number.
  /// - Parameter fraction: From 0 to 1, or the program stops.
  public func split(
    validationFraction fraction: Double, seed: UInt64
  ) -> (training: ImageDataset, validation: ImageDataset) {
    require((0...1).contains(fraction), "a validation fraction of \(fraction)")
    var generator = SeededGenerator(seed: seed)
    let order = generator.permutation(of: count)
    let validationCount = Int((fraction * Double(count)).rounded())
    return (
      training: selecting(order.dropFirst(validationCount).sorted()),
      validation: selecting(order.prefix(validationCount).sorted())
    )
  }

  private func selecting(_ indices: some Sequence<Int>) -> ImageDataset {
    var selection = self
    selection.places = indices.map { places[$0] }
    selection.labels = indices.map { labels[$0] }
    return selection
  }
}
