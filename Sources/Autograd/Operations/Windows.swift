/// A window that moves over images: its size, how far it moves, what is added around an image, and how far apart its pixels are.
///
///     Window(3, padding: 1)                       // 3 × 3, each pixel of the image in its middle once
///     Window(height: 2, width: 4, stride: (2, 4)) // side by side
public struct Window: Hashable, Sendable {
  /// A window along one axis.
  struct Axis: Hashable, Sendable {
    let size, stride, padding, dilation: Int

    /// How many places it has along an axis; 0 if it is longer than the axis with its padding.
    func count(along length: Int) -> Int {
      let rest = length + 2 * padding - dilation * (size - 1) - 1
      return rest < 0 ? 0 : rest / stride + 1
    }

    /// Where the pixel at `offset` of the window at a place lies; outside of the axis where there is padding.
    func position(of offset: Int, at place: Int) -> Int {
      place * stride - padding + offset * dilation
    }

    /// The places at which the pixel at `offset` of the window lies within the axis.
    func places(of offset: Int, along length: Int) -> Range<Int> {
      let start = offset * dilation - padding
      let first = start >= 0 ? 0 : (-start + stride - 1) / stride
      let end = start >= length ? 0 : (length - 1 - start) / stride + 1
      return first..<max(first, min(end, count(along: length)))
    }
  }

  let vertical, horizontal: Axis

  /// A window; each pair is vertical, horizontal. Traps on a size, stride or dilation below 1 and on a negative padding.
  public init(
    height: Int, width: Int, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
    dilation: (Int, Int) = (1, 1)
  ) {
    vertical = Axis(size: height, stride: stride.0, padding: padding.0, dilation: dilation.0)
    horizontal = Axis(size: width, stride: stride.1, padding: padding.1, dilation: dilation.1)
    for axis in [vertical, horizontal] {
      require(
        axis.size > 0 && axis.stride > 0 && axis.padding >= 0 && axis.dilation > 0,
        "Window: size, stride and dilation are at least 1 and padding at least 0, found size \(axis.size), stride \(axis.stride), padding \(axis.padding), dilation \(axis.dilation)"
      )
    }
  }

  /// A square window with the same numbers along both axes.
  public init(_ size: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1) {
    self.init(
      height: size, width: size, stride: (stride, stride), padding: (padding, padding),
      dilation: (dilation, dilation))
  }

  /// How many pixels it has.
  public var pixelCount: Int { vertical.size * horizontal.size }
}

extension Window {
  /// Pixels of an image that lie `step` apart and belong to neighbouring places of the window.
  package struct Run {
    /// The first pixel's place in the image, and the distance of the next.
    package let pixel, step: Int
    /// Where the first stands among the unfolded pixels of the image; the others follow it.
    package let unfolded: Int
    package let count: Int
  }

  /// Calls `body` for all pixels of one image of one channel that the window meets: pixel by pixel of the window, row by row.
  package func forEachRun(height: Int, width: Int, _ body: (Run) -> Void) {
    let columns = horizontal.count(along: width)
    let places = vertical.count(along: height) * columns
    for y in 0..<vertical.size {
      for x in 0..<horizontal.size {
        let across = horizontal.places(of: x, along: width)
        for row in vertical.places(of: y, along: height) where !across.isEmpty {
          let start = vertical.position(of: y, at: row) * width
          body(
            Run(
              pixel: start + horizontal.position(of: x, at: across.lowerBound),
              step: horizontal.stride,
              unfolded: (y * horizontal.size + x) * places + row * columns + across.lowerBound,
              count: across.count))
        }
      }
    }
  }

  /// How many unfolded pixels one image of one channel becomes.
  package func unfoldedCount(height: Int, width: Int) -> Int {
    pixelCount * vertical.count(along: height) * horizontal.count(along: width)
  }

  fileprivate func unfoldedShape(of images: Shape) -> Shape {
    require(
      images.rank == 4,
      "unfold: images are [count, channels, height, width], found shape \(images)")
    let rows = vertical.count(along: images[2])
    let columns = horizontal.count(along: images[3])
    require(
      rows > 0 && columns > 0,
      "unfold: a window of \(vertical.size) × \(horizontal.size) does not fit images of shape \(images)"
    )
    return [images[0], images[1] * pixelCount, rows * columns]
  }
}

extension TensorOperation {
  /// The pixels under a window at each of its places: images `[n, channels, height, width]` become
  /// `[n, channels · window pixels, places]`.
  public struct Unfold: TransformationRule {
    public let window: Window

    package var symbol: String { "unfold" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape { window.unfoldedShape(of: input) }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g) added up where the windows overlap"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      .apply(.fold(Fold(window: window, shape: input.shape)), to: [gradient])
    }
  }

  /// Images to which the pixels under a window are added at each of its places: the transpose of ``Unfold``.
  public struct Fold: TransformationRule {
    public let window: Window
    /// The shape of the result, `[n, channels, height, width]`.
    public let shape: Shape

    package var symbol: String { "fold" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      let unfolded = window.unfoldedShape(of: shape)
      require(
        input == unfolded,
        "fold: images of shape \(shape) come from \(unfolded), found shape \(input)")
      return shape
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "the pixels of \(g) under the window"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      .apply(.unfold(Unfold(window: window)), to: [gradient])
    }
  }
}

extension DifferentiableTensor {
  /// The pixels under a window at each of its places, as columns: images `[n, channels, height, width]` become
  /// `[n, channels · window pixels, places]`, both row by row; padding is 0.
  ///
  /// With it a convolution is a matrix product (Chellapilla et al., 2006; PyTorch's `unfold`). Traps, naming the shapes, on a window
  /// that does not fit.
  public func unfold(_ window: Window) -> Self {
    .apply(.unfold(.init(window: window)), to: [self])
  }

  /// Images of the given shape `[n, channels, height, width]` to which these columns are added at each place of a window: the
  /// transpose of ``unfold(_:)``.
  public func fold(_ window: Window, to shape: Shape) -> Self {
    .apply(.fold(.init(window: window, shape: shape)), to: [self])
  }
}
