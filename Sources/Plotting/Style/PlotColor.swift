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

  /// The first color.
  public static let blue = PlotColor.series(0)
  /// The second.
  public static let vermillion = PlotColor.series(1)
  /// The third.
  public static let green = PlotColor.series(2)
  /// The fourth.
  public static let purple = PlotColor.series(3)
  /// The fifth.
  public static let orange = PlotColor.series(4)
  /// The sixth.
  public static let skyBlue = PlotColor.series(5)
  /// The last.
  public static let yellow = PlotColor.series(6)
}
