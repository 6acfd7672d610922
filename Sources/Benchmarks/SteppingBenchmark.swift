import ArgumentParser
import SwiftGrad

/// Times a backward pass that is stepped through against one that just runs.
struct SteppingBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stepping",
    abstract: "Time a backward pass that is stepped through against one that just runs.")

  @Option(help: "How many nodes the graph has.")
  var nodes = 100_000

  @Option(help: "How many rounds to take the medians of.")
  var rounds = 21

  func validate() throws {
    guard nodes > 2, rounds > 0 else {
      throw ValidationError("--nodes must be 3 or more and --rounds 1 or more.")
    }
  }

  func run() {
    let x = Value(0.5)
    var output = x.tanh()
    for index in 2..<nodes { output = index % 2 == 0 ? output * x : output.tanh() }
    var (running, stepping): ([Duration], [Duration]) = ([], [])
    var total = 0.0
    let clock = ContinuousClock()
    for _ in 0..<rounds {
      running.append(clock.measure { output.backward() })
      stepping.append(
        clock.measure { for step in output.backwardPass() { total += step.gradient } })
    }
    let (plain, stepped) = (running.sorted()[rounds / 2], stepping.sorted()[rounds / 2])
    print("backward() over \(nodes) nodes: \(plain / .milliseconds(1)) ms")
    print("stepped through: \(stepped / .milliseconds(1)) ms, \(stepped / plain) times as long")
    print("sum of all gradients met: \(total)")
  }
}
