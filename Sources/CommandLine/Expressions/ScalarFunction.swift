import SwiftGrad

/// A function that a formula can call.
enum ScalarFunction {
  case unary(UnaryOperation)
  case binary(BinaryOperation)
  /// A function of one quantity and of a number that shapes it, which may be left out.
  case shaped(parameter: String, default: Double, @Sendable (Double) -> UnaryOperation)

  /// By their names in a formula.
  static let all: [String: ScalarFunction] = [
    "abs": .unary(.abs), "acos": .unary(.acos), "asin": .unary(.asin), "atan": .unary(.atan),
    "ceil": .unary(.ceil), "cos": .unary(.cos), "cosh": .unary(.cosh), "erf": .unary(.erf),
    "exp": .unary(.exp), "expm1": .unary(.expm1), "floor": .unary(.floor), "gelu": .unary(.gelu),
    "log": .unary(.log), "log10": .unary(.log10), "log1p": .unary(.log1p), "log2": .unary(.log2),
    "mish": .unary(.mish), "reciprocal": .unary(.reciprocal), "relu": .unary(.relu),
    "round": .unary(.round), "sigmoid": .unary(.sigmoid), "sign": .unary(.sign),
    "silu": .unary(.silu), "sin": .unary(.sin), "sinh": .unary(.sinh),
    "softplus": .unary(.softplus), "sqrt": .unary(.sqrt), "square": .unary(.power(exponent: 2)),
    "tan": .unary(.tan), "tanh": .unary(.tanh),
    "max": .binary(.maximum), "min": .binary(.minimum), "pow": .binary(.power),
    "leakyReLU": .shaped(parameter: "slope", default: 0.01) { .leakyReLU(slope: $0) },
    "elu": .shaped(parameter: "alpha", default: 1) { .elu(alpha: $0) },
  ]

  /// The function that was probably meant by a name that is none's; nil if none is near.
  static func nearest(to name: String) -> String? {
    // One mistyped letter in a short name, two (or two that changed places) in a long one, and any capitals.
    let reach = name.count < 4 ? 1 : 2
    let candidates = all.keys.sorted().map { candidate in
      (name: candidate, distance: editDistance(candidate.lowercased(), name.lowercased()))
    }
    return candidates.filter { $0.distance <= reach }.min { $0.distance < $1.distance }?.name
  }
}

/// How many letters must be inserted, removed or replaced to get from one name to the other (Levenshtein, 1966).
private func editDistance(_ first: String, _ second: String) -> Int {
  let second = Array(second)
  var distances = Array(0...second.count)
  for (row, letter) in first.enumerated() {
    var diagonal = distances[0]
    distances[0] = row + 1
    for (column, other) in second.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = distances[column + 1]
      distances[column + 1] = min(replaced, diagonal + 1, distances[column] + 1)
    }
  }
  return distances[second.count]
}
