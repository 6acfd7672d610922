import Autograd
import Foundation
import ScalarEngine
import Testing

@testable import GraphRendering

@Suite struct RenderingErrorTests {
  private let graph = neuron().graph()

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("GraphRenderingTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test(arguments: PictureFormat.allCases)
  func `the ending of the name decides the format`(format: PictureFormat) throws {
    try withFolder { folder in
      let url = folder.appendingPathComponent("a.b.\(format.rawValue.uppercased())")
      try graph.write(to: url.path)
      try #expect(!Data(contentsOf: url).isEmpty)
      // Nothing temporary is left.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
    }
  }

  @Test(arguments: ["loss", "loss.gif", "loss.", "png", "folder.png/loss", ""])
  func `an ending that is no picture's is refused`(path: String) {
    #expect(throws: RenderingError.unknownFormat(path: path)) { try graph.write(to: path) }
    let message = "\(RenderingError.unknownFormat(path: path))"
    #expect(message.contains(".png, .svg, .pdf, .dot"))
  }

  @Test func `a folder that is not there or is a file is refused`() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data([1]).write(to: file)
      for path in [folder.path + "/none/loss.svg", file.path + "/loss.svg"] {
        #expect {
          try graph.write(to: path)
        } throws: { error in
          guard case .cannotWrite(path, let reason) = error as? RenderingError else { return false }
          return !reason.isEmpty && "\(error)".hasPrefix(path)
        }
      }
    }
  }

  @Test func `an installation without plug-ins is reported`() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("GVBINDIR", "/nonexistent", 1)
      for format in [PictureFormat.png, .svg, .pdf] {
        let error = #expect(throws: RenderingError.self) { try neuron().graph().render(format) }
        #expect(error == .layoutUnavailable(engine: .dot))
        #expect(error?.description.contains("the package libgraphviz-dev on Debian") == true)
      }
    }
  }

  @Test(arguments: [
    #"digraph a { n [label="x"]} more "]}"#, #"digraph a { n [label="without end"#,
    "digraph a { n [label=<<b>without end", "digraph a { /* without end",
    "digraph a {} digraph b {}",
    "digraph a { n -> ", "", "]",
  ])
  func `a text that is not understood leaves the next drawing alone`(text: String) throws {
    let options = DrawingOptions()
    let expected = try graph.render(.svg)
    for _ in 0..<2 {
      _ = try? Graphviz.shared.render(text, as: .svg, options: options)
      #expect(try graph.render(.svg) == expected)
    }
  }
}
