import Autograd

extension ImageDataset {
  /// Draws a data set of handwritten digits, in the form and format of MNIST: 28 × 28 pixels, a
  /// digit's centre of mass in the middle, its longer side about 20 pixels.
  ///
  /// A digit is a line through a few points, in one of the ways in which people write it, with
  /// random wobble, bend, slant, rotation, proportions, size, pen and ink. No file and no network is
  /// needed, and no image is the same as another.
  ///
  ///     let training = ImageDataset.syntheticDigits(split: .training, count: 60_000, seed: 1)
  ///
  /// The same seed gives the same images, whatever the count: a smaller set is the beginning of a
  /// larger one. (Sines and exponentials are the platform's, so that a pixel may differ by 1 from one
  /// platform to another.) The two splits of a seed have no image in common, each image being drawn from
  /// random numbers of its own (`SeededGenerator`'s streams).
  /// - Parameters:
  ///   - split: Images to train on, or to test on.
  ///   - count: The number of images, each as likely to be one digit as another.
  ///   - seed: What the images depend on.
  public static func syntheticDigits(
    split: Split, count: Int, seed: UInt64 = 0
  ) -> ImageDataset {
    require(count >= 0, "\(count) synthetic digits")
    let size = 28
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * size * size)
    var labels: [Int] = []
    for index in 0..<count {
      // Even streams for one split and odd ones for the other.
      let stream = 2 * UInt64(index) + (split == .training ? 0 : 1)
      var generator = SeededGenerator(seed: seed, stream: stream)
      let label = generator.integer(below: Glyph.digits.count)
      let glyph = Glyph.choose(from: Glyph.digits[label], using: &generator)
      let hand = Handwriting(using: &generator)
      pixels += hand.write(glyph, imageSize: size, using: &generator)
      labels.append(label)
    }
    return ImageDataset(
      name: "synthetic digits", pixels: pixels, labels: labels, rows: size, columns: size,
      classNames: Glyph.digits.indices.map(String.init),
      // MNIST's, from which these differ by a few thousandths, so that a network trained on either
      // can be shown the other.
      normalization: Normalization(mean: 0.1307, standardDeviation: 0.3081))
  }
}

extension Glyph {
  /// Chooses one of several ways at random, each as often as its weight says.
  fileprivate static func choose(
    from glyphs: [Glyph], using generator: inout SeededGenerator
  ) -> Glyph {
    var remaining = generator.uniform() * glyphs.reduce(0) { $0 + $1.weight }
    for glyph in glyphs.dropLast() {
      remaining -= glyph.weight
      if remaining < 0 { return glyph }
    }
    return glyphs[glyphs.count - 1]
  }
}
