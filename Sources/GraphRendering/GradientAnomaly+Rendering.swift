import Autograd
import Foundation

extension GradientAnomaly {
  /// Draws the graph into a file, with the path that NaN or infinity took and what was found below it.
  ///
  ///     do { try loss.backward(detectAnomalies: true) } catch { try error.write(to: "anomaly.svg") }
  ///
  /// See ``Autograd/ComputationGraph/write(to:options:)``, which writes the graph alone.
  public func write(
    to path: String, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) {
    try graph.write(to: path, options: marked(options))
  }

  /// The graph as a picture, with the path that NaN or infinity took and what was found below it.
  public func render(
    _ format: PictureFormat, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) -> Data {
    try graph.render(format, options: marked(options))
  }

  /// The graph in Graphviz's own language, with the path that NaN or infinity took and what was found below it.
  public func dot(options: DrawingOptions = DrawingOptions()) throws(RenderingError) -> String {
    try graph.dot(options: marked(options))
  }

  private func marked(_ options: DrawingOptions) -> DrawingOptions {
    var options = options
    options.markedPath = path
    options.caption = options.caption ?? description
    return options
  }
}
