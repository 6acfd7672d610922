import Autograd
import CGraphviz
import Foundation
import Synchronization

/// The one libgvc of the process. It is not safe to use from two threads, so calls wait for each other.
final class Graphviz: Sendable {
  static let shared = Graphviz()

  /// Below this, letters run together.
  private static let leastResolution = 48.0
  /// The most pixels to a side that Cairo draws.
  private static let longestSide = 32_760.0

  /// What libgvc has said since the last call; it writes to the standard error unless it is given somewhere to write.
  private static let messages = Mutex("")

  private let context: Mutex<Context>

  private init() {
    unsafe agseterrf { text in
      if let text = unsafe text {
        let message = unsafe String(cString: text)
        Graphviz.messages.withLock { $0 += message }
      }
      return 0
    }
    context = Mutex(Context())
  }

  func render(
    _ dot: String, as format: PictureFormat, options: DrawingOptions
  ) throws(RenderingError) -> Data {
    let result = context.withLock { context in
      graphviz_reset_reader()
      Graphviz.messages.withLock { $0 = "" }
      return Result { () throws(RenderingError) in
        try unsafe Graphviz.draw(dot, as: format, options: options, in: context.pointer)
      }
    }
    return try result.get()
  }

  private static func draw(
    _ dot: String, as format: PictureFormat, options: DrawingOptions, in context: OpaquePointer?
  ) throws(RenderingError) -> Data {
    let engine = options.layoutEngine
    guard let graph = unsafe graphviz_read(dot) else {
      throw .layoutFailed(
        engine: engine, message: message(otherwise: "the text was not understood"))
    }
    defer { unsafe agclose(graph) }
    guard unsafe gvLayout(context, graph, engine.rawValue) == 0 else {
      let message = message(otherwise: "no reason was given")
      if message.contains("not recognized") { throw .layoutUnavailable(engine: engine) }
      throw .layoutFailed(engine: engine, message: message)
    }
    defer { unsafe gvFreeLayout(context, graph) }
    if format == .png {
      unsafe graphviz_set_resolution(graph, try resolution(for: graph, options: options))
    }
    var color = options.theme.gradient.utf8CString
    let result = unsafe color.withUnsafeMutableBufferPointer { color in
      let labels = unsafe graphviz_split_gradients(graph, color.baseAddress)
      defer { unsafe graphviz_join_gradients(labels) }
      return Result { () throws(RenderingError) in
        try unsafe picture(of: graph, as: format, in: context)
      }
    }
    return try result.get()
  }

  private static func picture(
    of graph: UnsafeMutablePointer<Agraph_t>, as format: PictureFormat, in context: OpaquePointer?
  ) throws(RenderingError) -> Data {
    var (bytes, length) = unsafe (nil as UnsafeMutablePointer<CChar>?, 0)
    let status = unsafe graphviz_render(context, graph, format.rawValue, &bytes, &length)
    guard status == 0, let bytes = unsafe bytes, length > 0 else {
      let message = message(otherwise: "no reason was given")
      // The first of a format, the second of what draws it.
      if message.contains("not recognized") || message.contains("unavailable") {
        throw .formatUnavailable(format, message: message)
      }
      throw .renderingFailed(format, message: message)
    }
    defer { unsafe gvFreeRenderData(bytes) }
    return unsafe Data(bytes: bytes, count: length)
  }

  /// The resolution asked for, or the highest at which the picture stays within its limits.
  private static func resolution(
    for graph: UnsafeMutablePointer<Agraph_t>, options: DrawingOptions
  ) throws(RenderingError) -> Double {
    // In inches.
    let width = unsafe graphviz_width(graph) / 72 + 2 * DOTWriter.margin
    let height = unsafe graphviz_height(graph) / 72 + 2 * DOTWriter.margin
    let byArea = (Double(options.maximumPixelCount) / (width * height)).squareRoot()
    let bySide = longestSide / max(width, height)
    let resolution = min(options.resolution, byArea, bySide)
    guard resolution >= min(leastResolution, options.resolution) else {
      throw .tooManyPixels(
        width: Int(width * leastResolution), height: Int(height * leastResolution),
        limit: options.maximumPixelCount)
    }
    return resolution
  }

  private static func message(otherwise fallback: String) -> String {
    let lines = messages.withLock { $0 }.split(whereSeparator: \.isNewline)
    let text = lines.joined(separator: " ")
    return text.isEmpty ? fallback : text
  }

  /// A context lasts as long as the process: making one loads the plug-ins.
  @safe private struct Context: @unchecked Sendable {
    let pointer: OpaquePointer?
    init() { unsafe pointer = gvContext() }
  }
}
