/// Several plots in one picture, row by row.
///
///     try Panels("Adam", columns: 2) {
///       Plot("Loss") { Line(losses) }
///       Plot("Accuracy") { Line(accuracies) }
///     }.write(to: "training.pdf")
public struct Panels: Figure {
  /// The plots under one another and side by side.
  public private(set) var drawing: FigureDrawing

  /// Plots in rows of `columns`, under a common title.
  public init(
    _ title: String = "", columns: Int = 2, @PlotBuilder<Plot> _ plots: () throws -> [Plot]
  ) rethrows {
    let plots = try plots()
    let columns = min(max(columns, 1), max(plots.count, 1))
    drawing = FigureDrawing(title: title, panels: plots, columns: columns, size: nil)
  }

  /// The size of the whole picture, in points.
  public func size(width: Double, height: Double) -> Panels {
    var panels = self
    panels.drawing.size = Size(width: width, height: height)
    return panels
  }
}
