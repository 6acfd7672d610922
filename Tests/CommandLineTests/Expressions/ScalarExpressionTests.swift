import Foundation
import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct ScalarExpressionTests {
  private func number(_ text: String, x: Double = 0, y: Double = 0) throws -> Double {
    let expression = try ScalarExpression(text)
    let numbers = ["x": x, "y": y]
    let leaves = try expression.variables.map { PlainNumber(try #require(numbers[$0.name])) }
    return expression(leaves).value
  }

  @Test(arguments: [
    ("1 + 2*3", 7.0), ("(1 + 2)*3", 9), ("1 - 2 - 3", -4), ("12/3/2", 2), ("12/3*2", 8),
    ("2^3^2", 512), ("(2^3)^2", 64), ("-2^2", -4), ("(-2)^2", 4), ("2^-2", 0.25),
    ("2^-2^2", 0.0625),
    ("--2", 2), ("1 - -2", 3), ("2*-3", -6), ("-2*-3", 6), ("2^2*3", 12), ("2*3^2", 18),
    ("((((5))))", 5), ("  1\t+\n2 ", 3), ("-(1 + 2)^2", -9), ("6/-3 + 1", -1),
  ])
  func operatorsBindAsInMathematics(text: String, expected: Double) throws {
    #expect(try number(text) == expected)
    // The same with a variable in it, so that nothing is computed while it is read.
    #expect(try number("(\(text)) + x*0") == expected)
    #expect(try number(text.replacing(/\b2\b/, with: "x"), x: 2) == expected)
  }

  @Test(arguments: [
    ("a = 3; a", 3.0), ("a = 3", 3), ("a = 3; a += 2", 5), ("a = 3; a -= 2; a * a", 1),
    ("a = 3; a *= 2 + 1", 9), ("a = 3; a /= 2", 1.5), ("x = x + 1; x = x * 2; x + y", 6),
    ("a = b = 2", .nan), ("y += x; y", 5), ("a = x; b = a; a += 1; b + a", 5),
  ])
  func namesStandForWhatWasComputedBefore(text: String, expected: Double) throws {
    if expected.isNaN {
      #expect(throws: ScalarExpressionError.self) { try ScalarExpression(text) }
    } else {
      #expect(try number(text, x: 2, y: text.contains("y +=") ? 3 : 0) == expected)
    }
  }

  @Test func severalFormulasShareTheirNodes() throws {
    let text = """
      c = a + b; d = a*b + b^3; c += c + 1; c += 1 + c + (-a); d += d*2 + relu(b + a); \
      d += 3*d + relu(b - a); e = c - d; f = e^2; g = f/2; g += 10/f
      """
    let expression = try ScalarExpression(text)
    #expect(expression.names == ["c", "d", "c₂", "c₃", "d₂", "d₃", "e", "f", "g", "g₂"])
    let g = try expression.graph(at: VariableAssignments("a=-4,b=2"))
    #expect(g.data == 24.70408163265306 && g.label == "g₂")
    g.backward()
    let leaves = Value.topologicalOrder(from: [g]).filter { $0.isLeaf && $0.requiresGradient }
    #expect(leaves.map(\.label) == ["a", "b"])
    #expect(leaves.map(\.grad) == [138.83381924198252, 645.5772594752186])
  }

  @Test(arguments: [
    ("12", 12.0), ("0.5", 0.5), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1.5E-3", 0.0015),
    ("2e+2", 200), ("007", 7), ("1e-400", 0),
  ])
  func numbersAreDecimalOrScientific(text: String, expected: Double) throws {
    #expect(try ScalarExpression(text).instructions == [.number(expected)])
  }

  /// At x = 0.7 and y = -0.3.
  private static let functions: [(String, Double)] = {
    let (x, y) = (0.7, -0.3)
    return [
      ("tanh(x)", tanh(x)), ("exp(x)", exp(x)), ("log(x)", log(x)), ("sqrt(x)", sqrt(x)),
      ("sin(x)", sin(x)), ("cos(x)", cos(x)), ("relu(x)", 0.7), ("relu(-x)", 0),
      ("sigmoid(x)", 1 / (1 + exp(-x))), ("abs(-x)", 0.7),
      ("gelu(x)", 0.35 * (1 + erf(0.7 / sqrt(2)))), ("softplus(x)", log(1 + exp(x))),
      ("erf(x)", erf(x)), ("reciprocal(x)", 1 / 0.7), ("sign(-x)", -1),
      ("floor(y)", -1), ("ceil(y)", 0), ("round(2.5*x/x)", 2), ("log1p(x)", log1p(x)),
      ("expm1(x)", expm1(x)), ("log2(x)", log2(x)), ("log10(x)", log10(x)), ("square(y)", 0.09),
      ("tan(x)", tan(x)), ("asin(x)", asin(x)), ("acos(x)", acos(x)), ("atan(x)", atan(x)),
      ("sinh(x)", sinh(x)), ("cosh(x)", cosh(x)), ("silu(x)", x / (1 + exp(-x))),
      ("mish(x)", x * tanh(log(1 + exp(x)))),
      ("leakyReLU(-x, 0.2)", -0.14), ("leakyReLU(-x)", -0.007), ("leakyReLU(-x, 2^-1)", -0.35),
      ("elu(-x, 2)", 2 * (exp(-x) - 1)), ("elu(-x)", exp(-x) - 1),
      ("max(x, y)", 0.7), ("min(x, y)", -0.3), ("pow(x, y)", pow(0.7, -0.3)),
      ("pow(x, 3)", pow(0.7, 3)), ("max(x*2, min(y, 1) + 3)", 2.7),

    ]
  }()

  @Test(arguments: functions)
  func everyFunctionIsCalledByItsName(text: String, expected: Double) throws {
    #expect(abs(try number(text, x: 0.7, y: -0.3) - expected) < 1e-12)
  }

  @Test func everyFunctionOfTheTableCanBeCalled() throws {
    for (name, function) in ScalarFunction.all {
      let text = if case .binary = function { "\(name)(x, y)" } else { "\(name)(x)" }
      #expect(try number(text, x: 0.5, y: 2).isFinite, "\(text)")
    }
  }

  @Test func aVariableIsOneLeafThatBearsItsName() throws {
    let loss = try ScalarExpression("x*x + y_1*x").graph(at: VariableAssignments("x=3,y_1=-2"))
    #expect(loss.data == 3)
    loss.backward()
    let leaves = Value.topologicalOrder(from: [loss]).filter(\.isLeaf)
    #expect(leaves.map(\.label) == ["x", "y_1"])
    #expect(leaves.map(\.grad) == [4, 3])
  }

  @Test func aConstantExponentIsPartOfTheOperation() throws {
    for text in ["x^2", "pow(x, 2)", "x^(1 + 1)", "x^--2"] {
      let operation: [ScalarExpression.Instruction] = [
        .variable(0), .unary(.power(exponent: 2)),
      ]
      #expect(try ScalarExpression(text).instructions == operation, "\(text)")
    }
    #expect(try ScalarExpression("2^x").instructions.last == .binary(.power))
  }

  @Test func theFormulaOfTheReadersExampleHasItsGradients() throws {
    let expression = try ScalarExpression("tanh(a*b + c)")
    #expect(expression.variables.map(\.name) == ["a", "b", "c"])
    #expect(expression.variables.map(\.column) == [6, 8, 12])
    let result = try expression.graph(at: VariableAssignments("c=10,a=2,b=-3"))
    result.backward()
    let slope = 1 - pow(tanh(4.0), 2)
    let gradients = Value.topologicalOrder(from: [result]).filter(\.isLeaf).map(\.grad)
    for (gradient, expected) in zip(gradients, [-3 * slope, 2 * slope, slope]) {
      #expect(abs(gradient - expected) < 1e-15)
    }
  }

  @Test func aFormulaOfTheGreatestLengthIsReadComputedAndReleased() throws {
    let terms = ScalarExpression.maximumLength / 4
    let text = "x" + String(repeating: " + x", count: terms - 1)
    #expect(try number(text, x: 0.5) == Double(terms) / 2)
  }

  @Test func namesThatAreGivenAgainAreNumbered() throws {
    let count = 15_000
    let text = "c=a;" + String(repeating: "c+=1;", count: count) + "c"
    let expression = try ScalarExpression(text)
    #expect(expression.names.prefix(3) == ["c", "c₂", "c₃"] && expression.names[120] == "c₁₂₁")
    // Each as long as its number has digits.
    #expect(expression.names.reduce(0) { $0 + $1.count } < 6 * count)
    // A variable has the name before any result.
    #expect(try ScalarExpression("a += 1; a += 1").names == ["a₂", "a₃"])
  }

  @Test(arguments: [
    "x′", "θ", "Größe", "重み", "naïve", "nai\u{308}ve", "σ_1", "हिन्दी", "a\u{32}",
    "\u{1112}\u{1161}\u{11AB}",
  ])
  func aNameHasLettersOfAnyScriptAndTheirAccents(name: String) throws {
    let expression = try ScalarExpression("2*\(name) + 1")
    #expect(expression.variables.map(\.name) == [name])
  }

  @Test func anAccentIsTheSameHoweverItIsWritten() throws {
    let expression = try ScalarExpression("é * e\u{301}")
    #expect(expression.variables.count == 1)
    #expect(try expression.graph(at: VariableAssignments("e\u{301}=3")).data == 9)
  }
}
