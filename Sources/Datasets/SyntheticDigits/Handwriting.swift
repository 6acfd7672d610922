import Autograd
import Foundation

/// One person's hand on one occasion: how it bends, slants and inks what it writes.
struct Handwriting {
  /// How far points stray from where they should be, as a part of the height.
  private let sloppiness: Double
  private let slant: Double
  private let rotation: Double
  /// What the width is multiplied by before all else.
  private let aspect: Double
  /// A slow wave that bends the whole character: how far, how often, and where it begins.
  private let bend: (amount: Point, frequency: Point, phase: Point)
  /// The size of the character in pixels, along its longer side.
  private let extent: Double
  private let shift: Point
  private let penRadius: Double
  /// How much the pen's width changes along a stroke, as a part of it.
  private let pressure: Double
  private let edge: Double
  /// The standard deviation of the ink's unevenness.
  private let grain: Double

  init(using generator: inout SeededGenerator) {
    sloppiness = 0.012 + 0.03 * generator.uniform()
    slant = 0.14 + 0.24 * generator.normal()
    rotation = 0.11 * generator.normal()
    aspect = 0.95 * exp(0.24 * generator.normal())
    bend = (
      amount: Point(x: 0.045 * generator.normal(), y: 0.04 * generator.normal()),
      frequency: Point(
        x: generator.uniform(in: 2.5...6), y: generator.uniform(in: 2.5...6)),
      phase: Point(
        x: generator.uniform(in: 0...(2 * .pi)), y: generator.uniform(in: 0...(2 * .pi)))
    )
    extent = 20 - 2.5 * generator.uniform() * generator.uniform()
    shift = Point(x: 0.45 * generator.normal(), y: 0.45 * generator.normal())
    penRadius = min(1.2 * exp(0.28 * generator.normal()), 1.8)
    pressure = generator.uniform(in: 0...0.25)
    edge = generator.uniform(in: 0.7...1.3)
    grain = generator.uniform(in: 0...0.03)
  }

  /// Writes a glyph into the middle of a square image and returns its pixels.
  func write(_ glyph: Glyph, imageSize: Int, using generator: inout SeededGenerator) -> [UInt8] {
    var glyph = glyph
    for stroke in glyph.strokes.indices {
      // A stroke as a whole is set down a little off, and so is each of its points.
      let offset = stray(sloppiness, using: &generator)
      for anchor in glyph.strokes[stroke].indices {
        let position = glyph.strokes[stroke][anchor].position
        glyph.strokes[stroke][anchor].position =
          position + offset + stray(1.6 * sloppiness, using: &generator)
      }
    }
    let lines = fit(
      glyph.polylines(segmentsPerSpan: 5).map { $0.map(deform) }, imageSize: imageSize)

    var canvas = Canvas(size: imageSize)
    for line in lines {
      let phase = generator.uniform(in: 0...(2 * .pi))
      let rate = generator.uniform(in: 0.1...0.4)
      let radii = line.indices.map {
        penRadius * (1 + pressure * sin(phase + rate * Double($0)))
      }
      canvas.draw(line, radii: radii, edge: edge)
    }
    return canvas.ink.map { level in
      guard level > 0 else { return 0 }
      let uneven = level * (1 - abs(grain * generator.normal()))
      return UInt8((255 * min(max(uneven, 0), 1)).rounded())
    }
  }

  private func stray(_ amount: Double, using generator: inout SeededGenerator) -> Point {
    Point(x: amount * generator.normal(), y: amount * generator.normal())
  }

  private func deform(_ point: Point) -> Point {
    let bent = Point(
      x: aspect * point.x + bend.amount.x * sin(bend.frequency.y * point.y + bend.phase.x),
      y: point.y + bend.amount.y * sin(bend.frequency.x * point.x + bend.phase.y))
    let slanted = Point(x: bent.x - slant * bent.y, y: bent.y)
    return Point(
      x: cos(rotation) * slanted.x - sin(rotation) * slanted.y,
      y: sin(rotation) * slanted.x + cos(rotation) * slanted.y)
  }

  /// Scales lines to their extent, the pen's width included, and brings their centre of mass to the
  /// middle of the image, as MNIST does.
  private func fit(_ lines: [[Point]], imageSize: Int) -> [[Point]] {
    var low = Point(x: .infinity, y: .infinity)
    var high = Point(x: -.infinity, y: -.infinity)
    var mass = 0.0
    var moment = Point(x: 0, y: 0)
    for line in lines {
      for point in line {
        low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
        high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
      }
      for (start, end) in zip(line, line.dropFirst()) {
        let length = hypot(end.x - start.x, end.y - start.y)
        mass += length
        moment = moment + (0.5 * length) * (start + end)
      }
    }
    let scale = (extent - 2 * penRadius) / max(high.x - low.x, high.y - low.y)
    let center = (1 / mass) * moment
    // The nearest place that keeps the border free of ink, where the mass is far to one side.
    let margin = 1 + penRadius * (1 + pressure) + 0.5 * edge
    func place(_ center: Double, _ low: Double, _ high: Double, shift: Double) -> Double {
      let size = Double(imageSize)
      let lowest = margin + scale * (center - low)
      let highest = size - margin - scale * (high - center)
      return min(max(0.5 * size + shift, lowest), highest)
    }
    let origin = Point(
      x: place(center.x, low.x, high.x, shift: shift.x),
      y: place(center.y, low.y, high.y, shift: shift.y))
    return lines.map { line in line.map { scale * ($0 - center) + origin } }
  }
}
