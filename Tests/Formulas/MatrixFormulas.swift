// Formulas of matrices and vectors as people write them, for tensors alone.
import SwiftGrad

enum MatrixFormulas {
  typealias T = Tensor

  static func layer(_ x: T, _ w: T, _ b: T) -> T { (x • w.transposed + b).tanh() }
  static func twoLayers(_ x: T, _ w: T, _ b: T, _ v: T, _ c: T) -> T {
    (x • w.transposed + b).relu() • v.transposed + c
  }
  static func attention(_ q: T, _ k: T, _ v: T) -> T {
    (q • k.transposed() / Double(k.shape[-1]).squareRoot()).softmax(axis: -1) • v
  }
  static func leastSquares(_ x: T, _ w: T, _ y: T) -> T {
    0.5 * (x • w - y) • (x • w - y) / x.shape[0] + 0.01 * w • w
  }
  static func quadratic(_ x: T, _ a: T, _ b: T) -> T { 0.5 * x • a • x - b • x + 1 }
  static func recurrent(_ h: T, _ x: T, _ w: T, _ u: T, _ b: T) -> T {
    (1 - (x • w + h • u + b).sigmoid()) * h + (x • w + h • u + b).sigmoid() * (x • w - 2 * h).tanh()
  }
  static func differences(_ x: T) -> T { (x[1...] - x[0..<2]) / 2 + x[[0, 2]] * 0.5 - x[0] }
}
