import Autograd

/// Labelled grey images of one size, kept in memory as bytes.
///
///     let training = try ImageDataset.mnist(at: "data", split: .training)
///     training.count     // 60000
///     training[0].label  // 5
///
/// A byte a pixel is a quarter of what the same images take as 32-bit numbers: 47 MB for MNIST. They
/// become normalized numbers of an engine as a ``DataLoader`` makes its batches of ``as(_:)``. A prefix
/// or a split of a data set shares the bytes of the whole.
public struct ImageDataset: Sendable, Selectable {
  /// Which of a data set's images: those to learn from, or those to be examined on.
  public enum Split: String, CaseIterable, Sendable {
    case training, test
  }

  /// The mean and the standard deviation over all pixels of the training images, a pixel running
  /// from 0 to 1.
  public struct Normalization: Equatable, Sendable {
    /// The mean of all pixels.
    public let mean: Double
    /// How far pixels are from the mean, as the root of the mean square.
    public let standardDeviation: Double

    /// Creates a normalization; a deviation that is not above zero stops the program.
    public init(mean: Double, standardDeviation: Double) {
      require(
        standardDeviation > 0 && standardDeviation.isFinite && mean.isFinite,
        "a standard deviation is above zero, not \(standardDeviation)")
      self.mean = mean
      self.standardDeviation = standardDeviation
    }

    /// What a byte is multiplied by to be normalized, before ``offset`` is added.
    public var scale: Double { 1 / (255 * standardDeviation) }
    /// The normalized number of the byte 0.
    public var offset: Double { -mean / standardDeviation }
  }

  /// What the data set is called, such as "MNIST".
  public let name: String
  /// The number of rows of pixels in each image.
  public let rows: Int
  /// The number of pixels in each row.
  public let columns: Int
  /// What each class is called; a label is a place in this array.
  public let classNames: [String]
  /// How pixels are normalized.
  public let normalization: Normalization

  /// The pixels of all images, among which are those of this data set.
  let pixels: [UInt8]
  /// The place in `pixels` of each image of this data set, counted in images.
  var places: [Int]
  /// The label of each image, from 0 to one below the number of classes.
  public internal(set) var labels: [Int]

  /// Creates a data set from pixels and labels.
  ///
  /// - Parameters:
  ///   - name: What the data set is called, such as "MNIST".
  ///   - pixels: The images one after the other, each row by row from the top, 0 for the background
  ///     and 255 for full ink; exactly `labels.count` × `rows` × `columns` bytes, or the program
  ///     stops.
  ///   - labels: The class of each image, a place in `classNames`.
  ///   - rows: The number of rows of pixels in each image.
  ///   - columns: The number of pixels in each row.
  ///   - classNames: What each class is called.
  ///   - normalization: The mean and the deviation of the pixels of the images to train on, also for
  ///     those to test on.
  public init(
    name: String, pixels: [UInt8], labels: [Int], rows: Int, columns: Int, classNames: [String],
    normalization: Normalization
  ) {
    require(
      rows > 0 && columns > 0 && pixels.count == labels.count * rows * columns,
      "\(labels.count) images of \(rows) × \(columns) do not have \(pixels.count) pixels")
    require(
      labels.allSatisfy(classNames.indices.contains),
      "a label is not one of \(classNames.count) classes")
    self.name = name
    self.rows = rows
    self.columns = columns
    self.classNames = classNames
    self.normalization = normalization
    self.pixels = pixels
    places = Array(labels.indices)
    self.labels = labels
  }

  /// The number of images.
  public var count: Int { places.count }
  /// Whether there are no images.
  public var isEmpty: Bool { places.isEmpty }
  /// The number of pixels in an image, which is the width of a network's first layer.
  public var pixelCount: Int { rows * columns }

  /// Returns the images at `indices`, in this order; an index outside of the data set stops the program.
  public func selecting(_ indices: [Int]) -> ImageDataset {
    check(indices)
    var selection = self
    selection.places = indices
    selection.labels = indices
    // In place, as 60,000 calls of a closure take ten times as long.
    for position in indices.indices {
      selection.places[position] = places[indices[position]]
      selection.labels[position] = labels[indices[position]]
    }
    return selection
  }

  /// One of the images, counted from 0.
  public subscript(index: Int) -> LabeledImage {
    require(places.indices.contains(index), "image \(index) of \(count) does not exist")
    let start = places[index] * pixelCount
    return LabeledImage(
      pixels: pixels[start..<(start + pixelCount)], rows: rows, columns: columns,
      label: labels[index])
  }
}
