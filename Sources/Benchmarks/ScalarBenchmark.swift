import ArgumentParser
import Foundation
import SwiftGrad

/// Times the small expression of micrograd's README on the scalar engine: forward, backward and release.
struct ScalarBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scalar",
    abstract: "Time micrograd's small expression on the scalar engine, forward and backward.")

  @Flag(help: "Print one JSON object: microseconds, value, gradients.")
  var json = false

  @Option(help: "How many rounds to take the median of.")
  var rounds = 5

  @Option(help: "How many iterations a round has.")
  var iterations = 20_000

  func validate() throws {
    guard rounds > 0 else {
      throw ValidationError("--rounds must be 1 or more, not \(rounds).")
    }
    guard iterations > 0 else {
      throw ValidationError("--iterations must be 1 or more, not \(iterations).")
    }
  }

  func run() throws {
    let clock = ContinuousClock()
    let (value, gradients) = Self.expression()
    let microseconds = (0..<rounds).map { _ in
      clock.measure { for _ in 0..<iterations { _ = Self.expression() } } / .microseconds(1)
        / Double(iterations)
    }.sorted()[rounds / 2]

    if json {
      let report = Report(microseconds: microseconds, value: value, gradients: gradients)
      print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    } else {
      let time = String(format: "%.3f", microseconds)
      print(
        "micrograd's expression, forward and backward: \(time) µs, the median of \(rounds) rounds")
      print("value \(value), gradients \(gradients)")
    }
  }

  private struct Report: Encodable {
    let microseconds: Double
    let value: Double
    let gradients: [Double]
  }

  private static func expression() -> (value: Double, gradients: [Double]) {
    let a = Value(-4), b = Value(2)
    var c = a + b
    var d = a * b + b.pow(3)
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let e = c - d
    let f = e.pow(2)
    var g = f / 2
    g += 10 / f
    g.backward()
    return (g.data, [a.grad, b.grad])
  }
}
