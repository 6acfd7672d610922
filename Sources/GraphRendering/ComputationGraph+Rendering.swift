import Autograd
import Foundation

extension ComputationGraph {
  /// Draws the graph into a file; its ending says how: `png`, `svg`, `pdf` or `dot`.
  ///
  ///     try loss.graph().write(to: "loss.png")
  ///
  /// The file is written whole or not at all: to a temporary name beside it, which is then renamed. It keeps its mode; links stay
  /// links, and devices and pipes what they are.
  public func write(
    to path: String, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) {
    try render(PictureFormat(path: path), options: options).write(toPath: path)
  }

  /// The graph as a picture.
  ///
  /// May be called from many tasks at once; the pictures are then drawn one after the other.
  public func render(
    _ format: PictureFormat, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) -> Data {
    try drawn(options) { text throws(RenderingError) in
      if format == .dot { return Data(text.utf8) }
      return try Graphviz.shared.render(text, as: format, options: options)
    }
  }

  /// The graph in Graphviz's own language.
  ///
  /// The same graph and options give the same text, byte for byte. Node `n5` is that with `id` 5; in an SVG it has the
  /// XML id `node5`, and the edge from 5 to 8 that is operand 0 of 8 has `edge5_8_0`.
  public func dot(options: DrawingOptions = DrawingOptions()) throws(RenderingError) -> String {
    try drawn(options) { $0 }
  }

  private func drawn<Result>(
    _ options: DrawingOptions, _ body: (String) throws(RenderingError) -> Result
  ) throws(RenderingError) -> Result {
    let graph = options.leaves.isEmpty ? self : try keeping(options.leaves)
    return try Drawing.fitting(graph, options: options) { drawing throws(RenderingError) in
      try body(DOTWriter(drawing, options: options).text)
    }
  }

  private func keeping(_ names: [String]) throws(RenderingError) -> ComputationGraph {
    let leaves = nodes.filter { $0.operation == nil }
    for name in names where !leaves.contains(where: { $0.isNamed(name) }) {
      throw .unknownLeaf(name: name, available: Array(leaves.lazy.compactMap(\.label).prefix(20)))
    }
    return keepingPaths(from: names)
  }
}
