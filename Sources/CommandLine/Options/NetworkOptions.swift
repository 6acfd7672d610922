import ArgumentParser
import SwiftGrad

/// What the network is made of.
struct NetworkOptions: ParsableArguments {
  @Option(
    name: .customLong("hidden"), parsing: .unconditional,
    help: ArgumentHelp(
      "The sizes of the hidden layers, first to last. (default: 128)", valueName: "n,n,…"),
    transform: layerSizes)
  var hiddenSizes = [128]

  @Option(help: "The function between each two layers.")
  var activation = ActivationChoice.relu
}

/// An activation by its name on the command line.
enum ActivationChoice: String, CaseIterable, ExpressibleByArgument {
  case relu
  case leakyReLU = "leaky-relu"
  case elu
  case gelu
  case softplus
  case silu
  case mish
  case tanh
  case sigmoid

  var operation: UnaryOperation {
    switch self {
    case .relu: .relu
    case .leakyReLU: .leakyReLU(slope: 0.01)
    case .elu: .elu(alpha: 1)
    case .gelu: .gelu
    case .softplus: .softplus
    case .silu: .silu
    case .mish: .mish
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    }
  }
}
