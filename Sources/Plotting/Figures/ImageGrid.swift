import Autograd

/// Images in rows, with a caption below each.
///
///     try ImageGrid(images, width: 28, captions: names, marked: mistakes).write(to: "mistakes.png")
public struct ImageGrid: Figure {
  /// The images and their captions.
  public let drawing: FigureDrawing

  /// Images of one number a pixel, or of three: first all reds, then all greens, then all blues, as PyTorch has them.
  ///
  /// Traps when an image has no whole rows, or `channels` is neither 1 nor 3.
  ///
  /// - Parameters:
  ///   - images: row by row from the top; of any size that fits `width`.
  ///   - width: pixels in a row.
  ///   - channels: how many numbers a pixel has: 1, or 3.
  ///   - limits: black and white; nil for the least and the greatest number of all images. With three channels, 0...1.
  ///   - columns: images in a row; nil for as many as make about a square.
  ///   - title: what stands above all images.
  ///   - captions: from the first image on; there may be fewer than images.
  ///   - marked: images with a frame, and with a caption in its color, by their number from 0.
  ///   - colors: for images of one number a pixel, from the lower limit to the upper.
  public init<Pixels: Sequence>(
    _ images: some Sequence<Pixels>, width: Int, channels: Int = 1,
    limits: ClosedRange<Double>? = nil, columns: Int? = nil, title: String = "",
    captions: [String] = [], marked: Set<Int> = [], colors: ColorMap = .gray
  ) where Pixels.Element: Numeric & Comparable {
    require(
      width > 0 && [1, 3].contains(channels),
      "ImageGrid: expected a positive width and 1 or 3 channels, found \(width) and \(channels)")
    let images = images.map { doubles($0) }
    for (index, image) in images.enumerated() {
      require(
        image.count % (width * channels) == 0,
        "ImageGrid: expected rows of \(width) pixels in image \(index), found \(image.count) numbers"
      )
    }
    let drawable = images.lazy.joined().filter(\.isDrawable)
    let limits =
      limits
      ?? (channels == 3 ? 0...1 : (drawable.min() ?? 0)...(drawable.max() ?? 1))
    let pixels = images.map {
      PixelGrid($0, width: width, channels: channels, limits: limits, colors: colors)
    }
    let columns = max(columns ?? Int(Double(images.count).squareRoot().rounded(.up)), 1)
    drawing = Arrangement(columns: columns, captions: captions, marked: marked)
      .drawing(of: pixels, title: title)
  }
}

/// Where images and captions stand, in points.
private struct Arrangement {
  var columns: Int
  var captions: [String]
  var marked: Set<Int>

  func drawing(of images: [PixelGrid], title: String) -> FigureDrawing {
    let columns = min(columns, max(images.count, 1))
    let widest = captions.prefix(images.count).map { FontSize.caption.width(of: $0) }.max() ?? 0
    let longest = Double(images.map { max($0.columnCount, $0.rowCount) }.max() ?? 1)
    // Small images keep pixels that can be told apart, and whole ones.
    let side = longest * max((72 / longest).rounded(), 1)
    let cellWidth = max(side, min(widest, 150)) + 12
    let texts = captions.prefix(images.count).map {
      FontSize.caption.wrapped($0, width: cellWidth - 4)
    }
    let lineCount = texts.map(\.count).max() ?? 0
    let cellHeight = side + 12 + Double(lineCount) * FontSize.caption.lineHeight
    let rows = (images.count + columns - 1) / columns
    let size = Size(width: Double(columns) * cellWidth, height: Double(max(rows, 1)) * cellHeight)
    var layers: [PlotLayer] = []
    for (index, var image) in images.enumerated() {
      let left = Double(index % columns) * cellWidth + (cellWidth - side) / 2
      let top = size.height - Double(index / columns) * cellHeight - 4
      let scale = side / longest
      let (width, height) = (Double(image.columnCount) * scale, Double(image.rowCount) * scale)
      image.x = (left + (side - width) / 2)...(left + (side + width) / 2)
      image.y = (top - (side + height) / 2)...(top - (side - height) / 2)
      layers.append(PlotLayer(.pixels(image)))
      if marked.contains(index) {
        layers.append(PlotLayer(.frame(x: image.x, y: image.y), color: .vermillion))
      }
      guard texts.indices.contains(index) else { continue }
      let place = Point(left + side / 2, top - side - 3)
      layers.append(
        PlotLayer(
          .caption(
            texts[index].joined(separator: "\n"), at: place, isMarked: marked.contains(index)),
          color: marked.contains(index) ? .vermillion : .text))
    }
    var plot = Plot {}
    plot.layers = layers
    plot.hasAxes = false
    plot.xAxis.limits = 0...size.width
    plot.yAxis.limits = 0...size.height
    let titleHeight = title.isEmpty ? 0 : FontSize.heading.lineHeight + 14
    return FigureDrawing(
      title: title, panels: [plot], columns: 1,
      size: Size(width: size.width + 16, height: size.height + 16 + titleHeight))
  }
}

/// Colored squares, row by row from below.
struct PixelGrid: Sendable {
  var columnCount, rowCount: Int
  /// As 0xrrggbb; nil for what has the background's color.
  var colors: [Int?]
  /// From border to border.
  var x: ClosedRange<Double> = 0...1
  var y: ClosedRange<Double> = 0...1
}

extension PixelGrid {
  init(
    _ numbers: [Double], width: Int, channels: Int, limits: ClosedRange<Double>,
    colors map: ColorMap
  ) {
    let count = numbers.count / channels
    columnCount = width
    rowCount = count / width
    let length = limits.upperBound - limits.lowerBound
    let fractions = numbers.map { number -> Double? in
      guard number.isDrawable else { return nil }
      return length > 0 ? min(max((number - limits.lowerBound) / length, 0), 1) : 0.5
    }
    let fromTop = (0..<count).map { index -> Int? in
      if channels == 1 { return fractions[index].map { map.color(at: $0).packed } }
      guard let red = fractions[index], let green = fractions[count + index],
        let blue = fractions[2 * count + index]
      else { return nil }
      return RGB(red * 255, green * 255, blue * 255).packed
    }
    colors = (0..<rowCount).reversed().flatMap { fromTop[$0 * width..<($0 + 1) * width] }
  }

  /// The cells of a region in the pale colors of their classes.
  init(_ grid: Grid, theme: PlotTheme) {
    columnCount = grid.columnCount
    rowCount = grid.rowCount
    colors = grid.values.map { $0 >= 0 && $0 < 1e9 ? theme.tint(Int($0)).packed : nil }
    x = grid.left...grid.right
    y = grid.bottom...grid.top
  }
}
