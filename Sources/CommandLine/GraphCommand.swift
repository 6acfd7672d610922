import ArgumentParser
import SwiftGrad

/// `swiftgrad graph`.
struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw a computation with its gradients.",
    usage: "swiftgrad graph (<formula> | --model <n,n,…>) --output <file> [<options>]",
    discussion: """
      Computes a formula, or the loss of a network, runs backward, and draws the graph of all that took part:

        swiftgrad graph "tanh(a*b + c)" --at a=2,b=-3,c=10 --output neuron.png
        swiftgrad graph "d = a*b; d += 1; tanh(d)" --at a=2,b=-3 --output steps.html
        swiftgrad graph "-x^2 + 3*x" --at x=1 --derivatives formulas -o formulas.svg
        swiftgrad graph "log(a - b)" --at a=1,b=1 -o anomaly.png
        swiftgrad graph --model 784,512,512,10 --batch 64 --output network.png
        swiftgrad graph --model 2,3,1 --engine scalar --output scalars.pdf

      Where NaN or infinity comes up, the drawing marks the path from the operation that made it first. \
      A network learns from inputs and labels at random, by the cross-entropy of its outputs. Wrong arguments give exit \
      status 64, a Graphviz without its plug-ins 69, a picture that cannot be written 73.
      """)

  @OptionGroup(title: "Formula") var formula: FormulaOptions
  @OptionGroup(title: "Network") var model: ModelOptions
  @OptionGroup(title: "Picture") var picture: PictureOptions

  func validate() throws {
    guard (formula.formula == nil) != (model.sizes == nil) else {
      let found = model.sizes == nil ? "neither" : "both"
      throw ValidationError(
        "expected a formula, such as \"tanh(a*b + c)\", or --model, found \(found)")
    }
    guard model.sizes == nil || formula.numbers.isEmpty else {
      throw ValidationError("--at: expected a formula with it, found --model")
    }
    guard model.sizes == nil || !picture.isPage else {
      throw ValidationError(
        "--output: expected a file that ends in .png, .svg, .pdf or .dot with --model, found \(picture.output)"
      )
    }
  }

  func run() throws {
    if let formula = formula.formula {
      let result = try self.formula.graph(of: formula)
      let subject = "\(formula) = \(result.data.readableText())"
      if picture.isPage {
        try result.backwardPass().writePage(
          to: picture.output, title: subject, options: picture.drawing)
        try report(result.graph(), as: subject)
      } else {
        do {
          try result.backward(detectAnomalies: true)
          try draw(result.graph(), as: subject)
        } catch let anomaly as GradientAnomaly {
          try anomaly.write(to: picture.output, options: picture.drawing)
          try report(anomaly.graph, as: subject, note: "\(anomaly)")
        }
      }
    } else if let training = model.training {
      switch model.engine ?? .vector {
      case .vector:
        let loss = training.run(on: Tensor.self)
        try draw(loss.graph(), as: training.summary(loss: loss.item))
      case .scalar:
        let loss = training.run(on: ValueTensor.self)
        try draw(loss.graph(), as: training.summary(loss: loss.item))
      }
    }
  }

  private func draw(_ graph: ComputationGraph, as subject: String) throws {
    try graph.write(to: picture.output, options: picture.drawing)
    try report(graph, as: subject)
  }

  private func report(_ graph: ComputationGraph, as subject: String, note: String? = nil) throws {
    let count = graph.nodes.count
    let nodes = count == 1 ? "1 node" : "\(count.grouped) nodes"
    let lines = ["\(picture.output): \(subject), \(nodes)", note].compactMap(\.self)
    // A picture on its way through standard output goes alone.
    if isStandardOutput(picture.output) {
      lines.forEach(writeToStandardError)
    } else {
      try writeToStandardOutput(lines.map { "\($0)\n" }.joined())
    }
  }
}
