/// Collects what stands between braces, one expression a line, with `if` and `for`.
@resultBuilder
public enum PlotBuilder<Element> {
  /// One.
  public static func buildExpression(_ element: Element) -> [Element] { [element] }
  /// Many at once.
  public static func buildExpression(_ elements: [Element]) -> [Element] { elements }
  /// All, in order.
  public static func buildBlock(_ parts: [Element]...) -> [Element] { Array(parts.joined()) }
  /// `if` without `else`.
  public static func buildOptional(_ part: [Element]?) -> [Element] { part ?? [] }
  /// `if`.
  public static func buildEither(first part: [Element]) -> [Element] { part }
  /// `else`.
  public static func buildEither(second part: [Element]) -> [Element] { part }
  /// `for`.
  public static func buildArray(_ parts: [[Element]]) -> [Element] { Array(parts.joined()) }
  /// `if #available`.
  public static func buildLimitedAvailability(_ part: [Element]) -> [Element] { part }
}
