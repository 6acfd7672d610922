import Foundation
import SwiftGrad

/// A formula as a tree that writes itself as text and computes itself, by nothing that the program has.
indirect enum RandomFormula {
  case number(String)
  case variable(String)
  case negated(RandomFormula)
  case infix(RandomFormula, String, RandomFormula)
  case call(String, [RandomFormula])

  static let unary: [String: @Sendable (Double) -> Double] = [
    "abs": { abs($0) }, "cos": { cos($0) }, "erf": { erf($0) }, "exp": { exp($0) },
    "gelu": { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) }, "log": { log($0) },
    "reciprocal": { 1 / $0 }, "relu": { $0 < 0 ? 0 : $0 }, "sigmoid": { 1 / (1 + exp(-$0)) },
    "sign": { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }, "sin": { sin($0) },
    "softplus": { ($0 < 0 ? 0 : $0) + log1p(exp(-abs($0))) }, "sqrt": { $0.squareRoot() },
    "tanh": { tanh($0) },
    "acos": { acos($0) }, "asin": { asin($0) }, "atan": { atan($0) }, "ceil": { ceil($0) },
    "cosh": { cosh($0) }, "expm1": { expm1($0) }, "floor": { floor($0) }, "log10": { log10($0) },
    "log1p": { log1p($0) }, "log2": { log2($0) }, "round": { rint($0) },
    "mish": { $0 * tanh(($0 < 0 ? 0 : $0) + log1p(exp(-abs($0)))) },
    "silu": { $0 / (1 + exp(-$0)) }, "sinh": { sinh($0) }, "square": { $0 * $0 },
    "tan": { tan($0) },
  ]
  static let binary: [String: @Sendable (Double, Double) -> Double] = [
    "+": { $0 + $1 }, "-": { $0 - $1 }, "*": { $0 * $1 }, "/": { $0 / $1 }, "^": { pow($0, $1) },
    "pow": { pow($0, $1) },
    "max": { $0.isNaN || $0 > $1 ? $0 : $1 }, "min": { $0.isNaN || $0 < $1 ? $0 : $1 },
    "leakyReLU": { $0 < 0 ? $0 * $1 : $0 }, "elu": { $0 < 0 ? $1 * expm1($0) : $0 },
  ]

  init(_ generator: inout SeededGenerator, depth: Int, variables: [String]) {
    func operand() -> RandomFormula {
      RandomFormula(&generator, depth: depth - 1, variables: variables)
    }
    switch depth == 0 ? generator.integer(below: 2) : generator.integer(below: 10) {
    case 0:
      self = .number(
        generator.element(of: ["0", "1", "2", "3", "0.5", ".25", "5.", "1e-3", "12E+1"]))
    case 1, 2: self = .variable(generator.element(of: variables))
    case 3: self = .negated(operand())
    case 4, 5:
      self = .call(generator.element(of: RandomFormula.unary.keys.sorted()), [operand()])
    case 6:
      let name = generator.element(of: ["max", "min", "pow", "leakyReLU", "elu"])
      let shapes = name == "leakyReLU" || name == "elu"
      self = .call(name, [operand(), shapes ? .number("0.2") : operand()])
    default: self = .infix(operand(), generator.element(of: ["+", "-", "*", "/", "^"]), operand())
    }
  }

  /// What it comes to, each result changed by a factor that `error` gives, 1 for none.
  func value(_ numbers: [String: Double], error: () -> Double) -> Double {
    switch self {
    case .number(let text): unsafe strtod(text, nil)
    case .variable(let name): numbers[name] ?? .nan
    case .negated(let operand): -operand.value(numbers, error: error)
    case .infix(let left, let name, let right):
      error()
        * Self.result(
          of: name, left.value(numbers, error: error), right.value(numbers, error: error))
    case .call(let name, let operands):
      error() * Self.result(of: name, operands.map { $0.value(numbers, error: error) })
    }
  }

  /// What a function or an operator comes to; NaN if there is none of that name.
  static func result(of name: String, _ operands: Double...) -> Double {
    result(of: name, operands)
  }

  private static func result(of name: String, _ operands: [Double]) -> Double {
    operands.count == 1
      ? unary[name]?(operands[0]) ?? .nan : binary[name]?(operands[0], operands[1]) ?? .nan
  }

  /// The formula with no more parentheses than it needs, and some more now and then.
  ///
  /// - Parameter least: how strongly it must bind to stand without: 1 a sum, 2 a product, 3 a sign, 4 a power.
  func text(bindingAtLeast least: Int = 1, _ generator: inout SeededGenerator) -> String {
    let (text, binding) = bareText(&generator)
    let space = generator.element(of: ["", "", "", " ", "\t"])
    return (binding < least || generator.isTrue(oneIn: 8) ? "(\(text))" : text) + space
  }

  private func bareText(_ generator: inout SeededGenerator) -> (String, binding: Int) {
    switch self {
    case .number(let text), .variable(let text): return (text, 5)
    case .negated(let operand): return ("-" + operand.text(bindingAtLeast: 3, &generator), 3)
    case .call(let name, let operands):
      return ("\(name)(" + operands.map { $0.text(&generator) }.joined(separator: ",") + ")", 5)
    case .infix(let left, let name, let right):
      // What it takes on its left, on its right, and how strongly it binds: sums and products go on to the right.
      let (first, second, binding) =
        name == "^" ? (5, 3, 4) : "*/".contains(name) ? (2, 3, 2) : (1, 2, 1)
      return (
        left.text(bindingAtLeast: first, &generator) + name
          + right.text(bindingAtLeast: second, &generator), binding
      )
    }
  }
}

/// Formulas of which each but the last has a name: `p = x*y; x += p; …`.
struct RandomProgram {
  static let variables = ["x", "y", "z"]
  private var statements: [(name: String, sign: String, formula: RandomFormula)] = []
  private let result: RandomFormula
  let text: String

  init(_ generator: inout SeededGenerator) {
    var names = Self.variables
    var texts: [String] = []
    for _ in 0..<generator.integer(below: 4) {
      let name = generator.element(of: names + ["p", "q"])
      let sign =
        names.contains(name) ? generator.element(of: ["=", "+=", "-=", "*=", "/="]) : "="
      let formula = RandomFormula(
        &generator, depth: generator.integer(below: 3), variables: names)
      statements.append((name, sign, formula))
      texts.append("\(name) \(sign) \(formula.text(&generator))")
      if !names.contains(name) { names.append(name) }
    }
    result = RandomFormula(&generator, depth: 1 + generator.integer(below: 5), variables: names)
    text = (texts + [result.text(&generator)]).joined(separator: ";")
  }

  func value(at numbers: [String: Double], error: () -> Double = { 1 }) -> Double {
    var numbers = numbers
    for (name, sign, formula) in statements {
      let value = formula.value(numbers, error: error)
      numbers[name] =
        sign == "="
        ? value
        : error() * RandomFormula.result(of: String(sign.prefix(1)), numbers[name] ?? .nan, value)
    }
    return result.value(numbers, error: error)
  }
}

extension SeededGenerator {
  /// A number for each variable of a random program.
  mutating func numbers() -> [String: Double] {
    var numbers: [String: Double] = [:]
    for name in RandomProgram.variables { numbers[name] = uniform(in: -3...3) }
    return numbers
  }
}
