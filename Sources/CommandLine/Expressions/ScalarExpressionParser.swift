import SwiftGrad

extension ScalarExpression {
  /// Reads a formula of numbers, variables, `+ - * / ^`, parentheses and the functions of ``ScalarFunction``.
  ///
  /// Binds as in mathematics: `-x^2` is −(x²) and `a^b^c` is a^(b^c). What numbers alone come to is one number, as the
  /// engine would make one constant of it. Before the formula may stand others with names, `c = a + b;` or `c += 1;`. A name is
  /// made of letters, with their accents, the digits 0 to 9, `_` and `′`, and begins with a letter or `_`.
  init(_ text: String) throws(ScalarExpressionError) {
    let length = text.count
    guard length <= Self.maximumLength else {
      throw ScalarExpressionError(
        text: text, column: Self.maximumLength + 1,
        message: "expected a formula of no more than \(Self.maximumLength.grouped) characters, "
          + "found \(length.grouped)")
    }
    var parser = ScalarExpressionParser(text)
    try parser.parse()
    self.init(
      text: text, instructions: parser.instructions, variables: parser.variables,
      names: parser.names)
  }

  /// How many characters a formula may have: what its steps say is some fifty times as long.
  static let maximumLength = 100_000
}

/// Reads a formula by the precedence of its operators (Pratt, 1973).
private struct ScalarExpressionParser {
  typealias Token = ScalarExpressionLexer.Token

  private(set) var instructions: [ScalarExpression.Instruction] = []
  private(set) var variables: [ScalarExpression.Variable] = []
  private(set) var names: [String] = []
  private var indices: [String: Int] = [:]
  /// Which of the names a name stands for now, and how often it was given.
  private var stored: [String: (index: Int, count: Int)] = [:]
  private let text: String
  private var lexer: ScalarExpressionLexer
  private var token: Token
  private var depth = 0

  init(_ text: String) {
    self.text = text
    lexer = ScalarExpressionLexer(text)
    token = lexer.next()
  }

  mutating func parse() throws(ScalarExpressionError) {
    var isAssignment = try parseStatement()
    while isAssignment, token.kind == .symbol, token.text == ";" {
      advance()
      isAssignment = try parseStatement()
    }
    if isAssignment { instructions.append(.load(names.count - 1)) }
    guard token.kind == .end else {
      throw unexpected(isAssignment ? "an operator, ';' or the end" : "an operator or the end")
    }
  }

  /// Reads a formula, or a name with a formula for it; tells which.
  private mutating func parseStatement() throws(ScalarExpressionError) -> Bool {
    var ahead = lexer
    let sign = ahead.next()
    let operators: [String: BinaryOperation?] = [
      "=": Optional<BinaryOperation>.none, "+=": .add, "-=": .subtract, "*=": .multiply,
      "/=": .divide,
    ]
    guard token.kind == .name, sign.kind == .symbol, let operation = operators[sign.text] else {
      try parse(bindingAtLeast: .sum)
      return false
    }
    let name = token
    guard ScalarFunction.all[name.text] == nil else {
      throw error("expected a name, found the function '\(name.text)'")
    }
    advance()
    advance()
    if operation != nil { appendName(name) }
    try parse(bindingAtLeast: .sum)
    if let operation { append(operation) }
    store(name.text)
    return true
  }
}

// MARK: Operators

/// How strongly an operator binds.
private enum Precedence: Int {
  case sum = 1, product, sign, power
}

extension ScalarExpressionParser {
  private typealias InfixOperator = (
    operation: BinaryOperation, precedence: Precedence, right: Precedence
  )

  /// Each operator with how strongly it binds and what it takes on its right.
  private static let operators: [String: InfixOperator] = [
    "+": (.add, .sum, .product), "-": (.subtract, .sum, .product),
    "*": (.multiply, .product, .sign), "/": (.divide, .product, .sign),
    // To the right, a power takes a power again, and a sign: 2^-x.
    "^": (.power, .power, .sign),
  ]

  private mutating func parse(
    bindingAtLeast least: Precedence
  ) throws(ScalarExpressionError) {
    // Each level takes some of the program's stack, which would end in a crash.
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else { throw error("expected no more than 100 levels of nesting") }
    try parseOperand()
    while token.kind == .symbol, let infix = Self.operators[token.text],
      infix.precedence.rawValue >= least.rawValue
    {
      advance()
      try parse(bindingAtLeast: infix.right)
      append(infix.operation)
    }
  }

  private mutating func parseOperand() throws(ScalarExpressionError) {
    switch (token.kind, token.text) {
    case (.number, let text):
      guard let number = Double(text), number.isFinite else {
        throw unexpected("a number below 1.8e308")
      }
      instructions.append(.number(number))
      advance()
    case (.name, _): try parseName()
    case (.symbol, "("):
      let opening = token.column
      advance()
      try parse(bindingAtLeast: .sum)
      try close(opening, expecting: "an operator or ')'")
    case (.symbol, "-"):
      advance()
      try parse(bindingAtLeast: .sign)
      append(.negate)
    default: throw unexpected("a number, a variable, a function, '-' or '('")
    }
  }
}

// MARK: Names

extension ScalarExpressionParser {
  private mutating func parseName() throws(ScalarExpressionError) {
    let name = token
    advance()
    guard token.kind == .symbol, token.text == "(" else {
      guard ScalarFunction.all[name.text] == nil else {
        throw unexpected("'(' after the function \(name.text)")
      }
      return appendName(name)
    }
    guard let function = ScalarFunction.all[name.text] else {
      let advice =
        ScalarFunction.nearest(to: name.text).map { "did you mean \($0)?" }
        ?? "there are \(ScalarFunction.all.keys.sorted().joined(separator: ", "))"
      throw error("expected a function, found '\(name.text)'; \(advice)", at: name)
    }
    try parseArguments(of: function, named: name.text)
  }

  private mutating func parseArguments(
    of function: ScalarFunction, named name: String
  ) throws(ScalarExpressionError) {
    let opening = token.column
    advance()
    try parse(bindingAtLeast: .sum)
    switch function {
    case .unary(let operation):
      try close(opening, expecting: "an operator or ')' after the one argument of \(name)")
      append(operation)
    case .binary(let operation):
      guard token.text == "," else {
        throw unexpected("an operator or ',' before the second argument of \(name)")
      }
      advance()
      try parse(bindingAtLeast: .sum)
      try close(opening, expecting: "an operator or ')' after the two arguments of \(name)")
      append(operation)
    case .shaped(let parameter, let standard, let operation):
      var number = standard
      if token.text == "," {
        advance()
        number = try parseNumber("a number as the \(parameter) of \(name)")
      }
      try close(opening, expecting: "an operator or ')' after the arguments of \(name)")
      append(operation(number))
    }
  }

  /// A formula without variables.
  private mutating func parseNumber(_ expected: String) throws(ScalarExpressionError) -> Double {
    let (start, count) = (token, instructions.count)
    try parse(bindingAtLeast: .sum)
    guard instructions.count == count + 1, case .number(let number) = instructions.removeLast()
    else { throw error("expected \(expected), found a variable", at: start) }
    return number
  }

  private mutating func store(_ name: String) {
    let count = stored[name]?.count ?? (indices[name] == nil ? 0 : 1)
    stored[name] = (names.count, count + 1)
    names.append(count == 0 ? name : name + (count + 1).subscripted)
    instructions.append(.store)
  }

  private mutating func appendName(_ name: Token) {
    if let index = stored[name.text]?.index { return instructions.append(.load(index)) }
    let index = indices[name.text] ?? variables.count
    if index == variables.count {
      indices[name.text] = index
      variables.append(.init(name: name.text, column: name.column))
    }
    instructions.append(.variable(index))
  }
}

// MARK: Instructions

extension ScalarExpressionParser {
  private mutating func append(_ operation: UnaryOperation) {
    guard case .number(let number) = instructions.last else {
      return instructions.append(.unary(operation))
    }
    instructions[instructions.count - 1] = .number(operation(number))
  }

  private mutating func append(_ operation: BinaryOperation) {
    guard case .number(let right) = instructions.last else {
      return instructions.append(.binary(operation))
    }
    // An operand that ends in a number is that number alone: an operation would stand at its end.
    if case .number(let left) = instructions[instructions.count - 2] {
      instructions.removeLast()
      instructions[instructions.count - 1] = .number(operation(left, right))
    } else if operation == .power {
      instructions[instructions.count - 1] = .unary(.power(exponent: right))
    } else {
      instructions.append(.binary(operation))
    }
  }
}

// MARK: Tokens

extension ScalarExpressionParser {
  private mutating func advance() { token = lexer.next() }

  private mutating func close(
    _ opening: Int, expecting expected: String
  ) throws(ScalarExpressionError) {
    guard token.kind == .symbol, token.text == ")" else {
      throw unexpected(
        token.kind == .end ? "\(expected) for the '(' in column \(opening)" : expected)
    }
    advance()
  }

  private func unexpected(_ expected: String) -> ScalarExpressionError {
    error("expected \(expected), found \(token.description)")
  }

  private func error(_ message: String, at place: Token? = nil) -> ScalarExpressionError {
    ScalarExpressionError(text: text, column: (place ?? token).column, message: message)
  }
}

extension Int {
  /// In small digits below the line: `₁₂`.
  fileprivate var subscripted: String {
    String(
      String.UnicodeScalarView(
        String(self).unicodeScalars.compactMap { digit in
          Unicode.Scalar(digit.value - 0x30 + 0x2080)
        }))
  }
}
