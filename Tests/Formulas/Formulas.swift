// Formulas as people write them. `.ci/client` compiles this file in a package that depends on SwiftGrad, once for each engine, and
// fails where an expression takes the compiler long.
import Foundation
import SwiftGrad

enum ValueFormulas {
  typealias T = Value

  // MARK: Textbook functions

  static func polynomial(_ x: T, _ y: T) -> T { 2 * x * x * x - 3 * x * x + 1.5 / (x + 2) - x * y }
  static func cubic(_ x: T) -> T { 2 * x.pow(3) + x + 1 }
  static func horner(_ x: T) -> T { ((((0.5 * x - 1) * x + 2) * x - 3) * x + 4) * x - 5 }
  static func rosenbrock(_ x: T, _ y: T) -> T { (1 - x).pow(2) + 100 * (y - x * x).pow(2) }
  static func rosenbrockByProducts(_ x: T, _ y: T) -> T {
    (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  }
  static func beale(_ x: T, _ y: T) -> T {
    (1.5 - x + x * y).pow(2) + (2.25 - x + x * y * y).pow(2) + (2.625 - x + x * y * y * y).pow(2)
  }
  static func booth(_ x: T, _ y: T) -> T { (x + 2 * y - 7).pow(2) + (2 * x + y - 5).pow(2) }
  static func himmelblau(_ x: T, _ y: T) -> T { (x * x + y - 11).pow(2) + (x + y * y - 7).pow(2) }
  static func ackley(_ x: T, _ y: T) -> T {
    -20 * (-0.2 * (0.5 * (x * x + y * y)).sqrt()).exp()
      - (0.5 * ((2 * Double.pi * x).cos() + (2 * Double.pi * y).cos())).exp() + M_E + 20
  }
  static func rastrigin(_ x: T, _ y: T) -> T {
    20 + x * x - 10 * (2 * Double.pi * x).cos() + y * y - 10 * (2 * Double.pi * y).cos()
  }
  static func saddle(_ x: T, _ y: T) -> T { x * x - y * y + 0.1 * x * y - 3 }
  static func ellipse(_ x: T, _ y: T) -> T {
    (x - 1) * (x - 1) / 4 + (y + 2) * (y + 2) / 9 - 1
  }
  static func camel(_ x: T, _ y: T) -> T {
    (4 - 2.1 * x * x + x * x * x * x / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y
  }
  static func mccormick(_ x: T, _ y: T) -> T {
    (x + y).sin() + (x - y) * (x - y) - 1.5 * x + 2.5 * y + 1
  }
  static func quotient(_ x: T) -> T { (x * x + 1) / (x * x - 1) + 1 / x - 2 / (x + 1) }
  static func mixed(_ x: T, _ y: T, _ z: T) -> T {
    (x * y + 2) * (x - z) / 2 - 3 * (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  }

  // MARK: Neurons and activations

  static func sigmoidByHand(_ x: T) -> T { 1 / (1 + (-x).exp()) }
  static func neuron(_ x: T, _ y: T, _ z: T) -> T {
    1 / (1 + (-(x * 0.5 + y * -0.3 + z * 1.2 + 0.7)).exp())
  }
  static func tanhByHand(_ x: T) -> T { ((2 * x).exp() - 1) / ((2 * x).exp() + 1) }
  static func softplusByHand(_ x: T) -> T { (1 + x.exp()).log() }
  static func swish(_ x: T) -> T { x / (1 + (-1.702 * x).exp()) }
  static func geluByTanh(_ x: T) -> T {
    0.5 * x * (1 + ((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)).tanh())
  }
  static func twoInputs(_ x1: T, _ x2: T, _ w1: T, _ w2: T, _ b: T) -> T {
    (x1 * w1 + x2 * w2 + b).tanh()
  }
  static func price(_ price: T, _ rating: T) -> T { -0.8 * price + 1.2 * rating + 0.5 }
  static func hidden(_ x: T, _ y: T, _ w: [T], _ b: T) -> T {
    (w[0] * x + w[1] * y + b).relu() * w[2] + (w[3] * x - w[4] * y - b).relu() * w[5] + 0.1
  }
  static func xor(_ x: T, _ y: T) -> T {
    ((20 * x + 20 * y - 10).sigmoid() * 20 + (30 - 20 * x - 20 * y).sigmoid() * 20 - 30).sigmoid()
  }
  static func gate(_ x: T, _ h: T, _ w: T, _ u: T) -> T {
    (1 - (w * x + u * h).sigmoid()) * h + (w * x + u * h).sigmoid() * (w * x + u * h).tanh()
  }

  // MARK: Losses

  static func squaredError(_ p: T, _ t: Double) -> T { (p - t) * (p - t) / 2 }
  static func crossEntropy(_ p: T, _ t: Double) -> T { -(t * p.log() + (1 - t) * (1 - p).log()) }
  static func withPenalty(_ p: T, _ w: T, _ t: Double, _ lambda: Double) -> T {
    (p - t).pow(2) + lambda * w * w / 2 + 0.5 * lambda * w.abs()
  }
  static func huber(_ e: T, _ delta: Double) -> T {
    T.select(where: e.abs() .< delta, 0.5 * e * e, delta * (e.abs() - 0.5 * delta))
  }
  static func klDivergence(_ p: T, _ q: T) -> T { p * (p.log() - q.log()) + q - p }
  static func gaussian(_ x: T, _ mean: T, _ sigma: T) -> T {
    (-(x - mean) * (x - mean) / (2 * sigma * sigma)).exp() / (sigma * (2 * Double.pi).squareRoot())
  }
  static func gaussianLogLikelihood(_ x: T, _ mean: T, _ variance: T) -> T {
    -0.5 * ((2 * Double.pi * variance).log() + (x - mean).pow(2) / variance)
  }

  // MARK: Physics

  static func kinetic(_ m: T, _ v: T) -> T { 0.5 * m * v * v }
  static func energy(_ m: T, _ v: T, _ h: T) -> T { m * v.pow(2) / 2 + m * 9.81 * h }
  static func throwDistance(_ v: T, _ angle: T) -> T { v * v * (2 * angle).sin() / 9.81 }
  static func fall(_ y0: T, _ v0: T, _ t: T) -> T { y0 + v0 * t - 9.81 * t * t / 2 }
  static func spring(_ x: T, _ k: Double, _ t: Double) -> T {
    x * cos(k.squareRoot() * t) + 0.5 * k * x * x
  }
  static func lennardJones(_ r: T) -> T { 4 * ((1 / r).pow(12) - (1 / r).pow(6)) }
  static func gravity(_ m: T, _ n: T, _ r: T) -> T { 6.674e-11 * m * n / (r * r) }
  static func lens(_ f: T, _ g: T) -> T { 1 / (1 / f - 1 / g) }
  static func distance(_ x: T, _ y: T, _ u: T, _ v: T) -> T {
    ((x - u) * (x - u) + (y - v) * (y - v)).sqrt()
  }
  static func relativistic(_ m: T, _ v: T) -> T { m / (1 - v * v / 9e16).sqrt() * 9e16 - m * 9e16 }

  // MARK: Variables of other types

  static func withInt(_ x: T, _ y: T, n: Int) -> T {
    (x * y + n) * (x - n) / 2 + n * x * x - x / n + (1 - x) / (n + 1)
  }
  static func withFloat(_ x: T, _ y: T, f: Float) -> T {
    (x * y + f) * (x - f) / 2 + f * x * x - x / f + (1 - x) / (f + 1)
  }
  static func withAll(_ x: T, _ y: T, n: Int, f: Float, r: Double) -> T {
    x * r - y * n + f * x * n - 2 * x / (r + 1) + 3 * y * Double(n) * r
  }
  static func mean(_ xs: [T]) -> T { xs.reduce(T(0), +) / xs.count }
  static func learningRate(_ w: T, rate: Double) -> T { w - rate * w * (1 - w) - rate / 2 }

  // MARK: Assignments

  static func micrograd(_ a: T, _ b: T) -> T {
    var c = a + b
    var d = a * b + b.pow(3)
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let e = c - d
    let f = e.pow(2)
    var g = f / 2
    g += 10 / f
    return g
  }
  static func sums(_ xs: [T], _ ws: [T]) -> T {
    var sum = T(0)
    for (x, w) in zip(xs, ws) { sum += x * w + 0.5 * w - x / 2 }
    for i in 1...3 { sum *= 1 - sum / i }
    sum -= 3
    sum /= 2
    return sum
  }

  // MARK: Closures

  static func closures(_ x: T, _ y: T) -> T {
    let square: (T) -> T = { $0 * $0 - 2 * $0 + 1 }
    let weighted = { (a: T, b: T) in 2 * a * a + 3 * a * b - b / 2 + 1 / (1 + (-a).exp()) }
    return square(x) + weighted(x, y)
  }
  static func dot(_ xs: [T], _ ws: [T]) -> T { zip(xs, ws).map { $0 * $1 }.reduce(T(0), +) }
  static func perceptron(_ xs: [T], _ ws: [T], _ b: T) -> T {
    (zip(xs, ws).map { x, w in x * w }.reduce(b) { $0 + $1 }).tanh()
  }
  static func biasedDot(_ xs: [T], _ ws: [T]) -> T {
    zip(xs, ws).map(*).reduce(0.5 * xs[0] + 1, +)
  }
  static func softmax(_ xs: [T]) -> [T] {
    xs.map { $0.exp() / xs.map { $0.exp() }.reduce(T(0), +) }
  }
  static func meanSquaredError(_ ps: [T], _ ts: [Double]) -> T {
    zip(ps, ts).map { p, t in (p - t).pow(2) }.reduce(T(0), +) / Double(ps.count)
  }
  static func meanSquaredErrorByProducts(_ ps: [T], _ ts: [Double]) -> T {
    zip(ps, ts).map { ($0 - $1) * ($0 - $1) }.reduce(T(0)) { $0 + $1 } / Double(ps.count)
  }
  static func hinge(_ ps: [T], _ ts: [Double]) -> T {
    zip(ps, ts).map { p, t in (1 - t * p).relu() }.reduce(T(0), +) / Double(ps.count)
  }

  // MARK: Functions as in mathematics

  static func neuronWithFunctions(_ x: T, _ y: T, _ z: T) -> T {
    1 / (1 + exp(-(x * 0.5 + y * -0.3 + z * 1.2 + 0.7)))
  }
  static func tanhWithFunctions(_ x: T) -> T { (exp(2 * x) - 1) / (exp(2 * x) + 1) }
  static func geluWithFunctions(_ x: T) -> T {
    0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * pow(x, 3))))
  }
  static func ackleyWithFunctions(_ x: T, _ y: T) -> T {
    -20 * exp(-0.2 * sqrt(0.5 * (x * x + y * y)))
      - exp(0.5 * (cos(2 * Double.pi * x) + cos(2 * Double.pi * y))) + M_E + 20
  }
  static func bealeWithFunctions(_ x: T, _ y: T) -> T {
    pow(1.5 - x + x * y, 2) + pow(2.25 - x + x * y * y, 2) + pow(2.625 - x + x * y * y * y, 2)
  }
  static func gaussianWithFunctions(_ x: T, _ mean: T, _ sigma: T) -> T {
    exp(-(x - mean) * (x - mean) / (2 * sigma * sigma)) / (sigma * sqrt(2 * Double.pi))
  }
  static func crossEntropyWithFunctions(_ p: T, _ t: Double) -> T {
    -(t * log(p) + (1 - t) * log(1 - p))
  }
  static func gateWithFunctions(_ x: T, _ h: T, _ w: T, _ u: T) -> T {
    (1 - sigmoid(w * x + u * h)) * h + sigmoid(w * x + u * h) * tanh(w * x + u * h)
  }
  static func hiddenWithFunctions(_ x: T, _ y: T, _ w: [T], _ b: T) -> T {
    relu(w[0] * x + w[1] * y + b) * w[2] + relu(w[3] * x - w[4] * y - b) * w[5] + 0.1
  }
  static func decay(_ x: T, _ rate: Double, _ n: Int) -> T {
    x * exp(-rate * Double(n)) + exp(-rate) * x / (1 + exp(x)) - sin(x) * cos(x)
  }
  static func powers(_ x: T, _ y: T) -> T {
    pow(x, y) + pow(2, x) - pow(x, 2) + pow(x, 0.5) - 3 * pow(y, -1)
  }
  static func softmaxWithFunctions(_ xs: [T]) -> [T] {
    xs.map { exp($0) / xs.map { exp($0) }.sum() }
  }
  static func perceptronWithFunctions(_ xs: [T], _ ws: [T], _ b: T) -> T {
    tanh(zip(xs, ws).map { $0 * $1 }.sum() + b)
  }
  static func clampedByHand(_ x: T) -> T {
    x.clamped(to: 0...1) * x.clamped(to: 0...) + 2 * x.square()
  }

  // MARK: Plain numbers, which mean what they mean without SwiftGrad

  static func plainLiterals() -> Double { exp(1) + exp(1.0) + log(2) * sqrt(2) }
  static func plainInferred() -> Double {
    let e = exp(1.0)
    return e * 2
  }
  static func plainFloat(_ x: Float) -> Float { exp(x) + pow(x, 2) + max(x, 0) + abs(x) - round(x) }
  static func plainAckley(_ x: Double, _ y: Double) -> Double {
    -20 * exp(-0.2 * sqrt(0.5 * (x * x + y * y)))
      - exp(0.5 * (cos(2 * .pi * x) + cos(2 * .pi * y))) + M_E + 20
  }
  static func plainTotals(_ xs: [Double]) -> Bool { abs(xs.reduce(0, +) / 2400 - 5) < 0.02 }
  static func plainLargest(_ xs: [Double]) -> Bool { max(0, xs.reduce(0, +) / 2400 - 5) < 0.02 }
  static func plainMaps(_ xs: [Double]) -> Double {
    xs.map(exp).reduce(0, +) + xs.map { pow($0, 2) }.reduce(0, +)
      + xs.reduce(0) { max($0, abs($1)) }
  }
  static func plainRoundings(_ x: Double) -> Double {
    floor(x) + ceil(x) + round(x) + log2(x) + log10(x) + log1p(x) + expm1(x) + tanh(x) + erf(x)
  }
  static func plainDecimal(_ d: Decimal) -> Decimal { pow(d, 2) + abs(d) + max(d, 1) }
  static func plainLengths(_ d: CGFloat) -> CGFloat { pow(d, 2) + abs(d) + sin(d) + floor(d) }
}
