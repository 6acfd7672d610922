/// A color that a theme knows, or one of one's own.
public enum PlotColor: Hashable, Sendable {
  /// The theme's color for the series or the class of a number, from 0; they repeat.
  case series(Int)
  /// That of titles.
  case text
  /// That of the numbers at the axes.
  case caption
  /// A color as `#rrggbb`; other text gives gray.
  case hex(String)

  public static let blue = PlotColor.series(0)
  public static let vermillion = PlotColor.series(1)
  public static let green = PlotColor.series(2)
  public static let purple = PlotColor.series(3)
  public static let orange = PlotColor.series(4)
  public static let skyBlue = PlotColor.series(5)
  public static let yellow = PlotColor.series(6)
}
