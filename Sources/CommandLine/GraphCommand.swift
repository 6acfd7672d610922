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
        swiftgrad graph "-x^2 + 3*x" --at x=1 --derivatives formulas -o formulas.svg
        swiftgrad graph --model 784,512,512,10 --batch 64 --output network.png
        swiftgrad graph --model 2,3,1 --engine scalar --output scalars.pdf

      A network learns from inputs and labels at random, by the cross-entropy of its outputs. Wrong arguments give exit \
      status 64, a picture that cannot be written 73.
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
  }

  func run() throws {
    if let formula = formula.formula {
      let result = try self.formula.graph(of: formula)
      result.backward()
      try draw(result.graph(), as: "\(formula) = \(result.data.readableText())")
    } else if let training = model.training {
      let graph: ComputationGraph
      let loss: Double
      switch model.engine ?? .vector {
      case .vector: (graph, loss) = trained(training, on: Tensor.self) { $0.graph() }
      case .scalar:
        (graph, loss) = trained(training, on: ValueTensor.self) { $0.graph() }
      }
      let sizes = training.sizes.map(String.init).joined(separator: " → ")
      try draw(
        graph,
        as: "\(sizes), \(training.parameterCount.grouped) parameters, loss \(loss.readableText())")
    }
  }

  private func trained<T: DifferentiableTensor>(
    _ training: ModelTraining, on _: T.Type, _ graph: (T) -> ComputationGraph
  ) -> (ComputationGraph, Double) {
    let loss = training.run(on: T.self)
    return (graph(loss), Double(loss.item))
  }

  private func draw(_ graph: ComputationGraph, as subject: String) throws {
    try graph.write(to: picture.output, options: picture.drawing)
    try writeToStandardOutput("\(picture.output): \(subject), \(graph.nodes.count.grouped) nodes\n")
  }
}
