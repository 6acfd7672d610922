import Autograd

/// Why a graph could not be drawn.
public enum RenderingError: Error, Hashable, Sendable {
  /// The ending of a file name is none of a picture's.
  case unknownFormat(path: String)
  /// No leaf has a name that the options limit the drawing to; `available` lists some that there are.
  case unknownLeaf(name: String, available: [String])
  /// Even with all modules collapsed, more boxes are left than the options allow.
  case tooManyNodes(nodes: Int, boxes: Int, limit: Int, hasModules: Bool)
  /// A page draws every node, and there are more than the options allow.
  case tooManySteps(nodes: Int, limit: Int)
  /// A page draws every node, and that would take longer, by estimate, than the options allow.
  case tooSlowToDraw(nodes: Int, estimate: Duration, limit: Duration)
  /// A PNG that fits into the pixels that the options allow could not be read.
  case tooManyPixels(width: Int, height: Int, limit: Int)
  /// libgvc has no plug-in for the format.
  case formatUnavailable(PictureFormat, message: String)
  /// libgvc has no plug-in that places the nodes.
  case layoutUnavailable(engine: DrawingOptions.LayoutEngine)
  /// libgvc could not place the nodes.
  case layoutFailed(engine: DrawingOptions.LayoutEngine, message: String)
  /// libgvc placed the nodes and could not draw them.
  case renderingFailed(PictureFormat, message: String)
  /// The file could not be written.
  case cannotWrite(path: String, reason: String)
}

extension RenderingError: CustomStringConvertible {
  /// What was expected, what was found, and what helps.
  public var description: String {
    switch self {
    case .unknownFormat(let path):
      let endings = PictureFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      return "\(path): expected a file name that ends in one of \(endings)"
    case .unknownLeaf(let name, let available):
      return "leaves: no leaf is named \"\(name)\"; there are \(available.joined(separator: ", "))"
    case .tooManyNodes(let nodes, let boxes, let limit, let hasModules):
      let size =
        hasModules
        ? "the graph has \(nodes) nodes, of which \(boxes) boxes are left with all modules collapsed"
        : "the graph has \(nodes) nodes and no modules to collapse"
      return """
        \(size): more than the \(limit) that can be laid out in the time allowed; draw a part of it with `leaves`, or raise \
        `maximumNodeCount` and `layoutTime`
        """
    case .tooManySteps(let nodes, let limit):
      return """
        the graph has \(nodes) nodes: a page draws every one, and `maximumNodeCount` allows \(limit); step through a smaller \
        network or a single sample, or raise it
        """
    case .tooSlowToDraw(let nodes, let estimate, let limit):
      return """
        the graph has \(nodes) nodes: a page draws every one, which would take about \(estimate.roundedSeconds) and \
        `layoutTime` allows \(limit.roundedSeconds); step through a smaller network or a single sample, or raise it
        """
    case .tooManyPixels(let width, let height, let limit):
      return """
        the picture would have \(width) × \(height) pixels at a resolution at which it could be read, more than \
        \(limit); write it as SVG or PDF, or raise `maximumPixelCount`
        """
    case .formatUnavailable(let format, let message):
      return """
        this installation of Graphviz cannot write \(format.rawValue) (\(message)); \(Self.advice)
        """
    case .layoutUnavailable(let engine):
      return "this installation of Graphviz has no layout engine \(engine.rawValue); \(Self.advice)"
    case .layoutFailed(let engine, let message):
      return "the layout engine \(engine.rawValue) failed: \(message)"
    case .renderingFailed(let format, let message):
      return "drawing as \(format.rawValue) failed: \(message)"
    case .cannotWrite(let path, let reason):
      return "\(path): cannot be written: \(reason)"
    }
  }

  private static let advice =
    "its plug-ins come with the package libgraphviz-dev on Debian and graphviz elsewhere"
}

extension Duration {
  /// Seconds as people say them: `2 s`, `0.5 s`, `130 s`.
  package var roundedSeconds: String { "\((self / .seconds(1)).readableText(digits: 2)) s" }
}
