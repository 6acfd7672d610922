/// A figure in gnuplot's language, with its numbers.
///
/// Everything that gnuplot would choose by itself, such as ranges, ticks, margins and the place of the legend, is chosen here, so
/// that a figure looks the same from version to version, and texts and numbers are the only things in a script that a user has a
/// hand in.
struct Script {
  private(set) var text = ""
  let theme: PlotTheme
  let size: Size
  private let format: PlotFormat
  private var blockCount = 0

  init(_ figure: FigureDrawing, format: PlotFormat, theme: PlotTheme) {
    self.theme = theme
    self.format = format
    size = figure.resolvedSize
    add("# gnuplot plot.gp > plot.\(format.rawValue)")
    add("set encoding utf8")
    add(terminal)
    let cells = figure.cells(in: size)
    if cells.count != 1 { add("set multiplot") }
    for (index, (plot, cell)) in zip(figure.panels, cells).enumerated() {
      if index > 0 { add("reset") }
      if index == 0, !figure.title.isEmpty { addTitle(figure.title) }
      addPanel(PanelLayout(plot, in: cell))
    }
    if figure.panels.isEmpty {
      addPanel(
        PanelLayout(
          Plot(figure.title) {}, in: Rect(left: 0, right: size.width, bottom: 0, top: size.height)))
    }
    if cells.count != 1 { add("unset multiplot") }
  }

  /// PNGs have four pixels where the others have one; a PDF's letters and lines would be half as large by themselves.
  private var terminal: String {
    let background = "noenhanced background \"\(theme.hex(.hex(theme.background)))\""
    switch format {
    case .png:
      // What cairo can draw is limited to 32,767 pixels a side.
      let scale = max(size.width, size.height) > 8000 ? 1.0 : 2
      let (width, height) = (Int(size.width * scale), Int(size.height * scale))
      let pen = "fontscale \(scale.plain) linewidth \(scale.plain) pointscale \(scale.plain)"
      return
        "set terminal pngcairo size \(width),\(height) font \"Helvetica,\(font(11))\" \(pen) \(background)"
    case .pdf:
      let (width, height) = ((size.width / 72).plain, (size.height / 72).plain)
      return
        "set terminal pdfcairo size \(width)in,\(height)in font \"Helvetica,\(font(11))\" fontscale 1 linewidth 2 \(background)"
    case .svg, .csv, .gp:
      let (width, height) = (Int(size.width), Int(size.height))
      return
        "set terminal svg size \(width),\(height) font \"Helvetica,Arial,sans-serif,11\" \(background)"
    }
  }

  mutating func add(_ line: String) { text += line + "\n" }

  /// Numbers under a name, which is returned.
  mutating func addBlock(_ rows: some Sequence<String>) -> String {
    let name = "$data\(blockCount)"
    blockCount += 1
    add("\(name) << EOD")
    for row in rows { add(row) }
    add("EOD")
    return name
  }

  /// The cairo terminals take four thirds of what they are told.
  private func font(_ points: Double) -> String {
    (points * (format == .png || format == .pdf ? 0.75 : 1)).plain
  }

  func font(_ size: FontSize) -> String { "font \",\(font(size.rawValue))\"" }

  func color(_ color: PlotColor) -> String { "rgb \"\(theme.hex(color))\"" }

  /// A place of the picture, from points.
  func screen(_ x: Double, _ y: Double) -> String {
    "screen \(Self.short(x / size.width)),\(Self.short(y / size.height))"
  }

  /// Five decimals are less than a pixel.
  static func short(_ number: Double) -> String { ((number * 1e5).rounded() / 1e5).plain }

  private mutating func addTitle(_ title: String) {
    let lines = FontSize.heading.wrapped(title, width: size.width - 40).joined(separator: "\n")
    let place = screen(size.width / 2, size.height - 10 - FontSize.heading.rawValue / 2)
    add("set label \(lines.quoted) at \(place) center \(font(.heading)) textcolor \(color(.text))")
  }
}

extension FigureDrawing {
  fileprivate var rows: Int { max(1, (panels.count + columns - 1) / columns) }

  fileprivate var titleHeight: Double { title.isEmpty ? 0 : FontSize.heading.lineHeight + 14 }

  /// No less than can hold anything.
  var resolvedSize: Size {
    let panel =
      panels.count > 1
      ? panels.first?.size ?? Size(width: 400, height: 300) : Size(width: 640, height: 400)
    let size =
      size
      ?? Size(
        width: panel.width * Double(columns), height: panel.height * Double(rows) + titleHeight)
    func bounded(_ length: Double) -> Double {
      length.isNaN ? 400 : min(max(length, 80), 30_000).rounded()
    }
    return Size(width: bounded(size.width), height: bounded(size.height))
  }

  fileprivate func cells(in size: Size) -> [Rect] {
    let (width, height) = (
      size.width / Double(columns), (size.height - titleHeight) / Double(rows)
    )
    return panels.indices.map { index in
      let left = Double(index % columns) * width
      let top = size.height - titleHeight - Double(index / columns) * height
      return Rect(left: left, right: left + width, bottom: top - height, top: top)
    }
  }
}
