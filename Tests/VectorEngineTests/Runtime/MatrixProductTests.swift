import CVectorKernels
import Testing

@testable import VectorEngine

@Suite struct MatrixProductTests {
  private struct Case {
    let rows: Int, columns: Int, depth: Int
  }

  private enum Layout: CaseIterable {
    case plain, transposed, spread

    func view(_ values: [Float], _ rows: Int, _ columns: Int) -> MatrixView {
      switch self {
      case .plain: return MatrixView(storage: Storage(values), rowStride: columns)
      case .transposed:
        let swapped = (0..<columns).flatMap { j in (0..<rows).map { values[$0 * columns + j] } }
        return MatrixView(storage: Storage(swapped), rowStride: 1, columnStride: rows)
      case .spread:
        // Every other element of longer rows, from an offset.
        var wide = [Float](repeating: .nan, count: rows * (2 * columns + 1) + 3)
        for i in 0..<rows {
          for j in 0..<columns { wide[3 + i * (2 * columns + 1) + 2 * j] = values[i * columns + j] }
        }
        return MatrixView(
          storage: Storage(wide), offset: 3, rowStride: 2 * columns + 1, columnStride: 2)
      }
    }
  }

  private func check(_ kernels: Kernels, _ size: Case, _ layouts: [(Layout, Layout)]) {
    let (m, n, k) = (size.rows, size.columns, size.depth)
    var generator = SplitMix(seed: UInt64(m * 10_000 + n * 100 + k))
    let a = generator.floats(m * k)
    let b = generator.floats(k * n)
    let start = generator.floats(m * n)
    for (left, right) in layouts {
      for accumulate in [false, true] {
        // C has a column to spare, which must stay as it is.
        let c = Storage(repeating: 77, count: m * (n + 1))
        for i in 0..<m { for j in 0..<n { c[i * (n + 1) + j] = start[i * n + j] } }
        Kernels.withKernels(kernels) {
          MatrixProduct(rows: m, columns: n, depth: k).multiply(
            left.view(a, m, k), right.view(b, k, n),
            into: MatrixView(storage: c, rowStride: n + 1), accumulate: accumulate)
        }
        for i in 0..<m {
          #expect(c[i * (n + 1) + n] == 77)
          for j in 0..<n {
            var exact = accumulate ? Double(start[i * n + j]) : 0
            for p in 0..<k { exact += Double(a[i * k + p]) * Double(b[p * n + j]) }
            let error = abs(Double(c[i * (n + 1) + j]) - exact)
            #expect(
              error <= 2e-6 * (1 + Double(k).squareRoot()),
              "\(m)×\(n)×\(k) \(left) \(right) at \(i), \(j)")
          }
        }
      }
    }
  }

  private let allLayouts = Layout.allCases.flatMap { left in
    Layout.allCases.map { (left, $0) }
  }

  @Test(arguments: Kernels.supported)
  func everyLayoutGivesTheProduct(_ kernels: Kernels) {
    for size in [
      (1, 10, 1), (1, 1, 7), (10, 1, 33), (1, 37, 20), (5, 3, 2), (17, 35, 9), (2, 2, 0),
    ] {
      check(kernels, Case(rows: size.0, columns: size.1, depth: size.2), allLayouts)
    }
  }

  @Test(arguments: Kernels.supported)
  func tilesAreRightAroundTheirEdges(_ kernels: Kernels) {
    let rows = unsafe kernels.table.pointee.tile_rows
    let columns = unsafe kernels.table.pointee.tile_columns
    let width = unsafe kernels.table.pointee.width
    for m in [rows - 1, rows, rows + 1] {
      for n in [width - 1, width, width + 1, columns - 1, columns, columns + 1] {
        check(kernels, Case(rows: m, columns: n, depth: 5), [(.plain, .transposed)])
      }
    }
  }

  @Test(arguments: Kernels.supported)
  func sumsOverADepthBeyondOneBlockAreRight(_ kernels: Kernels) {
    let block = Int(MATRIX_DEPTH_BLOCK)
    for k in [block, block + 1] {
      check(kernels, Case(rows: 3, columns: 2, depth: k), [(.transposed, .plain)])
    }
  }

  /// More rows than a block usually has, and too little work for several blocks.
  @Test func manyRowsOfLittleWorkAreRight() {
    check(Kernels.current, Case(rows: 200, columns: 20, depth: 3), [(.plain, .plain)])
  }

  @Test func noRowsOrColumnsIsNoWork() {
    for (m, n) in [(0, 3), (3, 0)] {
      check(Kernels.current, Case(rows: m, columns: n, depth: 4), [(.plain, .plain)])
    }
  }

  @Test func emptyDepthGivesZeros() {
    let c = Storage(repeating: 5, count: 6)
    MatrixProduct(rows: 2, columns: 3, depth: 0).multiply(
      MatrixView(storage: Storage([]), rowStride: 0),
      MatrixView(storage: Storage([]), rowStride: 3),
      into: MatrixView(storage: c, rowStride: 3))
    #expect(c.scalars == [0, 0, 0, 0, 0, 0])
  }
}
