import SwiftGrad
import Testing

@testable import Lessons

/// Holds the engine that the reader of the course writes to `Value`.
@Suite struct YourOwnEngineTests {
  @Test(arguments: 0..<400)
  func randomExpressionsHaveTheGradientsOfValues(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let numbers = (0..<3).map { _ in generator.uniform(in: -1.5...1.5) }
    let choices = (0..<12).map { _ in generator.integer(below: 1000) }
    let (scalars, values) = (numbers.map { Scalar($0) }, numbers.map { Value($0) })
    let scalar = Self.result(of: choices, on: scalars)
    let value = Self.result(of: choices, on: values)
    scalar.backward()
    value.backward()
    #expect(Self.agree(scalar.number, value.data))
    for (scalar, value) in zip(scalars, values) {
      #expect(Self.agree(scalar.gradient, value.grad), "\(scalar.gradient), \(value.grad)")
    }
  }

  @Test func aSecondPassBeginsAnew() {
    let a = Scalar(3)
    let total = a * a + a
    total.backward()
    total.backward()
    #expect(a.gradient == 7)
    (a * 2).backward()
    #expect(a.gradient == 2)
  }

  @Test(arguments: [-1.0, 0, 1])
  func theReLUHasTheGradientOfThatOfAValue(number: Double) {
    let scalar = Scalar(number), value = Value(number)
    scalar.relu().backward()
    value.relu().backward()
    #expect(scalar.gradient == value.grad)
  }

  @Test func aResultIsReleasedWithItsLastVariable() {
    let a = Scalar(2)
    weak var result: Scalar?
    do {
      let square = a * a
      square.backward()
      result = square
    }
    #expect(result == nil)
  }

  /// Applies an operation to what there is so far for each of `choices`, the number of which says which and to what.
  private static func result<Number: Engine>(of choices: [Int], on leaves: [Number]) -> Number {
    var nodes = leaves
    for choice in choices {
      let (kind, rest) = choice.quotientAndRemainder(dividingBy: 100)
      let left = nodes[rest % 10 % nodes.count],
        right = nodes[nodes.count - 1 - rest / 10 % nodes.count]
      nodes.append(node(kind, left, right))
    }
    // Every node has a part in it, so that most are used many times.
    return nodes.dropFirst().reduce(nodes[0]) { ($0 + $1).tanh() }
  }

  private static func node<Number: Engine>(_ kind: Int, _ a: Number, _ b: Number) -> Number {
    switch kind {
    case 0: a + b
    case 1: a * b
    case 2: a - b
    case 3: -a
    case 4: a / (b * b + a * a).exp()
    case 5: a.tanh().pow(3)
    case 6: a.relu() + b
    case 7: a.tanh().exp()
    case 8: (b.tanh().exp()).pow(-0.5) * a
    default: (a + b).tanh()
    }
  }

  private static func agree(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
  }
}

/// The operations that `Scalar` has.
private protocol Engine {
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  static prefix func - (operand: Self) -> Self
  func pow(_ exponent: Double) -> Self
  func exp() -> Self
  func tanh() -> Self
  func relu() -> Self
}

extension Scalar: Engine {}
extension Value: Engine {}
