import Autograd
import Foundation
import GraphRendering
import ScalarEngine
import Testing
import VectorEngine

@Suite struct AnomalyDrawingTests {
  private let alarm = "color=\"\(Theme.light.alarm)\", penwidth=3.5"

  private func line(_ start: String, of dot: String) throws -> Substring {
    try #require(
      dot.split(separator: "\n").map { $0.drop { $0 == " " } }.first { $0.hasPrefix(start) })
  }

  @Test func `the path of an anomaly is drawn byte for byte as before`() throws {
    let url = try #require(
      Bundle.module.url(forResource: "anomaly", withExtension: "dot", subdirectory: "Drawings"))
    #expect(try anomaly().dot() == String(contentsOf: url, encoding: .utf8))
  }

  @Test func `the origin is filled, the path is thick, and nothing else is`() throws {
    let error = try anomaly()
    let dot = try error.dot()
    let origin = try line("n\(error.node) ", of: dot)
    #expect(origin.contains("fillcolor=\"\(Theme.light.origin.fill)\""))
    #expect(origin.contains("color=\"\(Theme.light.alarm)\", penwidth=5"))
    for id in error.path.dropFirst() {
      #expect(try line("n\(id) [", of: dot).contains(alarm))
    }
    for (target, source) in zip(error.path, error.path.dropFirst()) {
      #expect(try line("n\(source) -> n\(target) ", of: dot).contains(alarm))
    }
    #expect(dot.split(separator: "\n").count { $0.contains("penwidth=3.5") } == 4)
    #expect(dot.contains(">path begins<") && dot.contains(">marked path<"))
    #expect(dot.contains("backward, at √: the gradient 3 became ∞ for × by"))
    #expect(try !error.graph.dot().contains("penwidth=3.5"))
    #expect(try !error.graph.dot().contains("marked path"))
  }

  @Test func `a path of results goes forward through both edges of a square`() throws {
    let x = Value(-1, label: "x")
    let root = x.sqrt()
    let error = try #require(throws: GradientAnomaly.self) {
      try (root * root + 1).backward(detectAnomalies: true)
    }
    let dot = try error.dot(options: DrawingOptions(caption: "square"))
    #expect(dot.split(separator: "\n").count { $0.contains("->") && $0.contains(alarm) } == 3)
    #expect(dot.contains(">square<") && !dot.contains("gave NaN"))
  }

  @Test func `the origin stays to be seen where its module is one box`() throws {
    let weight = Value(-1, label: "layers.0.weight")
    let hidden = (weight * Value(1, label: "x", requiresGradient: false)).sqrt().tanh()
    let loss = (Value(2, label: "layers.1.weight") * hidden).tanh().exp()
    let error = try #require(throws: GradientAnomaly.self) {
      try loss.backward(detectAnomalies: true)
    }
    let dot = try error.dot(options: DrawingOptions(moduleDepth: 1))
    #expect(try line("n\(error.node) ", of: dot).contains("√"))
    let group = try line("m1 [", of: dot)
    #expect(group.contains("label=\"layers") && group.contains(alarm))
    #expect(try line("n\(error.node) -> m1", of: dot).contains(alarm))
    #expect(try !line("m1 -> n\(error.node)", of: dot).contains(alarm))
  }

  @Test func `an anomaly of tensors is drawn as well`() throws {
    let x = Tensor.parameter([1, 0, 4], label: "x")
    let error = try #require(throws: GradientAnomaly.self) {
      try x.log().sum().backward(detectAnomalies: true)
    }
    let svg = String(decoding: try error.render(.svg), as: UTF8.self)
    #expect(svg.contains("stroke=\"\(Theme.light.alarm)\" stroke-width=\"5\""))
    #expect(svg.contains("forward, at log: gave"))
  }
}
