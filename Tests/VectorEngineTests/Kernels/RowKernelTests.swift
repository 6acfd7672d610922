import CVectorKernels
import Foundation
import Testing

@testable import VectorEngine

@Suite struct RowKernelTests {
  private let rows = 3

  private func softmax(_ x: ArraySlice<Float>) -> [Double] {
    let largest = Double(x.max() ?? 0)
    let exponentials = x.map { exp(Double($0) - largest) }
    let total = exponentials.reduce(0, +)
    return exponentials.map { $0 / total }
  }

  private func row(_ x: [Float], _ i: Int) -> ArraySlice<Float> {
    let columns = x.count / rows
    return x[i * columns..<(i + 1) * columns]
  }

  private func inputs(_ columns: Int) -> (x: [Float], g: [Float], labels: [Int32]) {
    var generator = SplitMix(seed: UInt64(columns))
    var x = generator.floats(rows * columns, in: -5...5)
    // The last row holds numbers whose exponentials overflow.
    for j in 0..<columns { x[(rows - 1) * columns + j] = j == 0 ? 1000 : -1000 }
    let labels = (0..<rows).map { _ in Int32.random(in: 0..<Int32(columns), using: &generator) }
    return (x, generator.floats(rows * columns), labels)
  }

  @Test(arguments: Kernels.supported)
  func softmaxAndItsLogarithmMatch(_ kernels: Kernels) {
    for columns in kernels.countsAroundBlocks where columns > 0 {
      let (x, _, _) = inputs(columns)
      let y = unsafe output(x.count) {
        unsafe kernels.table.pointee.softmax(rows, columns, x, $0)
      }
      let logarithms = unsafe output(x.count) {
        unsafe kernels.table.pointee.log_softmax(rows, columns, x, $0)
      }
      for i in 0..<rows {
        for (j, exact) in softmax(row(x, i)).enumerated() {
          #expect(abs(Double(y[i * columns + j]) - exact) <= 1e-6 * exact)
          if exact > 1e-300 {
            #expect(abs(Double(logarithms[i * columns + j]) - log(exact)) <= 4e-6)
          } else {
            #expect(logarithms[i * columns + j] == -2000)
          }
        }
      }
    }
  }

  @Test(arguments: Kernels.supported)
  func softmaxGradientsMatch(_ kernels: Kernels) {
    for columns in kernels.countsAroundBlocks where columns > 0 {
      let (x, g, _) = inputs(columns)
      let y = Storage(uninitializedCount: x.count)
      unsafe kernels.table.pointee.softmax(rows, columns, x, y.pointer)
      let gradient = unsafe output(x.count) {
        unsafe kernels.table.pointee.softmax_gradient(
          rows, columns, g, y.pointer, $0)
      }
      unsafe kernels.table.pointee.log_softmax(rows, columns, x, y.pointer)
      let logGradient = unsafe output(x.count) {
        unsafe kernels.table.pointee.log_softmax_gradient(
          rows, columns, g, y.pointer, $0)
      }
      for i in 0..<rows {
        let p = softmax(row(x, i))
        let g = row(g, i).map { Double($0) }
        let projection = zip(p, g).reduce(0) { $0 + $1.0 * $1.1 }
        let total = g.reduce(0, +)
        for j in 0..<columns {
          #expect(abs(Double(gradient[i * columns + j]) - p[j] * (g[j] - projection)) <= 1e-6)
          #expect(abs(Double(logGradient[i * columns + j]) - (g[j] - p[j] * total)) <= 4e-6)
        }
      }
    }
  }

  @Test(arguments: Kernels.supported, [0, 1])
  func crossEntropyAndItsGradientMatch(_ kernels: Kernels, _ gradientStride: Int) {
    for columns in kernels.countsAroundBlocks where columns > 0 {
      let (x, _, labels) = inputs(columns)
      let g: [Float] = [0.5, -2, 0.25]
      let loss = unsafe output(rows) {
        unsafe kernels.table.pointee.cross_entropy(
          rows, columns, x, labels, $0)
      }
      let gradient = unsafe output(x.count) {
        unsafe kernels.table.pointee.cross_entropy_gradient(
          rows, columns, x, labels, g, gradientStride, $0)
      }
      for i in 0..<rows {
        let p = softmax(row(x, i))
        let label = Int(labels[i])
        let exact = i == rows - 1 ? (label == 0 ? 0 : 2000) : -log(p[label])
        #expect(abs(Double(loss[i]) - exact) <= 4e-6)
        for j in 0..<columns {
          let exact = Double(g[i * gradientStride]) * (p[j] - (j == label ? 1 : 0))
          #expect(abs(Double(gradient[i * columns + j]) - exact) <= 1e-6)
        }
      }
    }
  }
}
