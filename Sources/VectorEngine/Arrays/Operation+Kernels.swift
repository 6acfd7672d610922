import Autograd
import CVectorKernels

extension UnaryOperation {
  /// The kernel's place in the table, and its parameter.
  package var kernel: (index: Int, parameter: Float) {
    switch self {
    case .negate: (index(UNARY_NEGATE), 0)
    case .abs: (index(UNARY_ABS), 0)
    case .sign: (index(UNARY_SIGN), 0)
    case .floor: (index(UNARY_FLOOR), 0)
    case .ceil: (index(UNARY_CEIL), 0)
    case .round: (index(UNARY_ROUND), 0)
    case .atLeast(let bound): (index(UNARY_AT_LEAST), Float(bound))
    case .atMost(let bound): (index(UNARY_AT_MOST), Float(bound))
    case .exp: (index(UNARY_EXP), 0)
    case .log: (index(UNARY_LOG), 0)
    case .log1p: (index(UNARY_LOG1P), 0)
    case .expm1: (index(UNARY_EXPM1), 0)
    case .log2: (index(UNARY_LOG2), 0)
    case .log10: (index(UNARY_LOG10), 0)
    case .sqrt: (index(UNARY_SQRT), 0)
    case .reciprocal: (index(UNARY_RECIPROCAL), 0)
    case .sin: (index(UNARY_SIN), 0)
    case .cos: (index(UNARY_COS), 0)
    case .tan: (index(UNARY_TAN), 0)
    case .asin: (index(UNARY_ASIN), 0)
    case .acos: (index(UNARY_ACOS), 0)
    case .atan: (index(UNARY_ATAN), 0)
    case .sinh: (index(UNARY_SINH), 0)
    case .cosh: (index(UNARY_COSH), 0)
    case .tanh: (index(UNARY_TANH), 0)
    case .sigmoid: (index(UNARY_SIGMOID), 0)
    case .relu: (index(UNARY_RELU), 0)
    case .leakyReLU(let slope): (index(UNARY_LEAKY_RELU), Float(slope))
    case .elu(let alpha): (index(UNARY_ELU), Float(alpha))
    case .gelu: (index(UNARY_GELU), 0)
    case .softplus: (index(UNARY_SOFTPLUS), 0)
    case .silu: (index(UNARY_SILU), 0)
    case .mish: (index(UNARY_MISH), 0)
    case .erf: (index(UNARY_ERF), 0)
    case .power(let exponent): (index(UNARY_POWER), Float(exponent))
    }
  }

  private func index(_ kernel: unary_kernel_index) -> Int { Int(kernel.rawValue) }
}

extension BinaryOperation {
  /// The kernel's place in the table.
  package var kernelIndex: Int {
    let kernel =
      switch self {
      case .add: BINARY_ADD
      case .subtract: BINARY_SUBTRACT
      case .multiply: BINARY_MULTIPLY
      case .divide: BINARY_DIVIDE
      case .power: BINARY_POWER
      case .maximum: BINARY_MAXIMUM
      case .minimum: BINARY_MINIMUM
      case .greater: BINARY_GREATER
      case .greaterOrEqual: BINARY_GREATER_OR_EQUAL
      case .less: BINARY_LESS
      case .lessOrEqual: BINARY_LESS_OR_EQUAL
      case .equal: BINARY_EQUAL
      case .notEqual: BINARY_NOT_EQUAL
      }
    return Int(kernel.rawValue)
  }
}
