/// Collects what stands between braces, one expression a line, with `if` and `for`.
@resultBuilder
public enum PlotBuilder<Element> {
  /// An element on a line of its own.
  public static func buildExpression(_ element: Element) -> [Element] { [element] }
  /// An array of elements on a line, as a function of one's own gives them.
  public static func buildExpression(_ elements: [Element]) -> [Element] { elements }
  /// The lines, in order.
  public static func buildBlock(_ parts: [Element]...) -> [Element] { Array(parts.joined()) }
  /// An `if` without `else`: nothing where it does not hold.
  public static func buildOptional(_ part: [Element]?) -> [Element] { part ?? [] }
  /// The branch of an `if` or a `switch` that is taken.
  public static func buildEither(first part: [Element]) -> [Element] { part }
  /// The branch of an `else` that is taken.
  public static func buildEither(second part: [Element]) -> [Element] { part }
  /// All rounds of a `for`, in order.
  public static func buildArray(_ parts: [[Element]]) -> [Element] { Array(parts.joined()) }
  /// `if #available`.
  public static func buildLimitedAvailability(_ part: [Element]) -> [Element] { part }
}
