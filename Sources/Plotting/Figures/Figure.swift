import FileOutput
import Foundation

/// What can be written as a picture: a ``Plot``, ``Panels`` of them, an ``ImageGrid``.
///
/// Pictures are drawn by the program gnuplot, which must be installed; data (`csv`) and scripts (`gp`) need nothing.
public protocol Figure: Sendable {
  /// The panels and their arrangement.
  var drawing: FigureDrawing { get }
}

/// The panels of a ``Figure``, their arrangement and size.
public struct FigureDrawing: Sendable {
  var title: String
  var panels: [Plot]
  var columns: Int
  /// In points; nil for what suits the number of panels.
  var size: Size?
}

extension Figure {
  /// Draws into a file; its ending says how: `png`, `svg`, `pdf`, `csv` or `gp`.
  ///
  ///     try Plot("Loss") { Line(losses) }.write(to: "loss.png")
  ///
  /// The file is written whole or not at all: to a temporary name beside it, which is then renamed. Where the program that draws
  /// is missing, the data are kept beside it as CSV, and the error says how to install the one and where the other is.
  ///
  /// - Parameters:
  ///   - path: of the file; its folder must be there.
  ///   - theme: the colors.
  ///   - timeLimit: how long drawing may take.
  /// - Throws: ``PlotError``, which says what was expected, what was found and what helps.
  public func write(
    to path: String, theme: PlotTheme = .light, timeLimit: Duration = .seconds(60)
  ) throws(PlotError) {
    try write(to: path, theme: theme, timeLimit: timeLimit, drawnBy: Program("gnuplot"))
  }

  /// The picture, the script or the data as the bytes of a file.
  public func data(
    _ format: PlotFormat, theme: PlotTheme = .light, timeLimit: Duration = .seconds(60)
  ) throws(PlotError) -> Data {
    try data(format, theme: theme, timeLimit: timeLimit, drawnBy: Program("gnuplot"))
  }

  func write(
    to path: String, theme: PlotTheme, timeLimit: Duration, drawnBy program: Program?
  ) throws(PlotError) {
    let format = try PlotFormat(path: path)
    let bytes: Data
    do throws(PlotError) {
      bytes = try data(format, theme: theme, timeLimit: timeLimit, drawnBy: program)
    } catch .missingProgram {
      let keptPath = "\(path).csv"
      let table = Data(CommaSeparatedValues(drawing).text.utf8)
      throw .missingProgram(
        keptData: (try? OutputFile.write(table, to: keptPath)) == nil ? nil : keptPath)
    }
    do throws(OutputFileError) {
      try OutputFile.write(bytes, to: path)
    } catch {
      throw .cannotWrite(path: path, reason: error.reason)
    }
  }

  func data(
    _ format: PlotFormat, theme: PlotTheme, timeLimit: Duration, drawnBy program: Program?
  ) throws(PlotError) -> Data {
    switch format {
    case .csv: return Data(CommaSeparatedValues(drawing).text.utf8)
    case .gp: return Data(Script(drawing, format: .svg, theme: theme).text.utf8)
    case .png, .svg, .pdf:
      guard let program else { throw .missingProgram(keptData: nil) }
      var script = Script(drawing, format: format, theme: theme).text
      // An SVG has the text itself, and is shown with the fonts of another machine perhaps.
      if format != .svg, !script.utf8.allSatisfy({ $0 < 128 }) {
        script =
          FontCoverage.installed(timeLimit: timeLimit)?.replacingMissing(in: script) ?? script
      }
      // With `-d`, no file of the user's changes what is drawn.
      let picture = try program.output(of: ["-d", "input"], input: script, timeLimit: timeLimit)
      return format == .svg ? picture.withCrispPixels : picture
    }
  }
}

extension Data {
  /// An SVG whose images show squares, as the other formats do, where a browser would blur them. Only a tag has this text: `<`
  /// in a text is written `&lt;`.
  fileprivate var withCrispPixels: Data {
    let text = String(decoding: self, as: UTF8.self)
    return Data(text.replacing("<image ", with: "<image style='image-rendering:pixelated' ").utf8)
  }
}
