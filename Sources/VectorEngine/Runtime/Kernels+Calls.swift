import Autograd
import CVectorKernels

// The way into C: what each kernel is given is checked here, a call at a time. No pointer meets a kernel elsewhere, but for
// bytes, which are no storage. What the kernels compute stands in `vector_kernels.h`.

extension Storage.Slice {
  fileprivate var text: String { "\(count) floats, \(stride) apart" }

  /// The address of floats one after the other, which must be as many.
  @inline(__always)
  fileprivate func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
    if self.count != count || stride != 1 { stop("\(count) floats", text) }
    return unsafe pointer
  }

  /// The address of as many floats, or of the one that stands for all of them.
  @inline(__always)
  fileprivate func floatsOrOne(_ count: Int) -> UnsafeMutablePointer<Float> {
    if self.count != count || (stride != 0 && stride != 1) {
      stop("\(count) floats or one", text)
    }
    return unsafe pointer
  }

  /// How many rows of `columns` floats these are.
  @inline(__always)
  fileprivate func rowCount(_ columns: Int) -> Int {
    if columns <= 0 || !count.isMultiple(of: columns) { stop("rows of \(columns)", text) }
    return count / columns
  }
}

extension Storage.Block {
  fileprivate var text: String {
    "[\(rows), \(columns)] floats, rows \(rowStride) apart and columns \(columnStride)"
  }

  /// The address of rows whose floats are one after the other, which must be as many and as long.
  @inline(__always)
  fileprivate func rows(_ rows: Int, _ columns: Int) -> UnsafeMutablePointer<Float> {
    if self.rows != rows || self.columns != columns || columnStride != 1 {
      stop("\(rows) rows of \(columns) floats", text)
    }
    return unsafe pointer
  }
}

// Apart from the checks, which are in the way of every kernel.
@inline(never)
private func stop(_ expected: @autoclosure () -> String, _ found: @autoclosure () -> String)
  -> Never
{
  fatalError("a kernel for \(expected()) got \(found())")
}

// MARK: Sizes

extension Kernels {
  /// The floats in a vector.
  var width: Int { unsafe table.pointee.width }
  /// The most rows of C that the micro-kernel of the matrix product computes at once.
  var tileRows: Int { unsafe table.pointee.tile_rows }
  /// The most columns of C that the micro-kernel of the matrix product computes at once.
  var tileColumns: Int { unsafe table.pointee.tile_columns }
}

// MARK: Element by element

extension Kernels {
  typealias Slice = Storage.Slice
  typealias Block = Storage.Block

  /// `y` may be `x`.
  @inline(__always)
  func apply(_ operation: UnaryOperation, to x: Slice, into y: Slice) {
    let (index, parameter) = operation.kernel
    unsafe table.pointee.unary[index](y.count, x.floats(y.count), y.floats(y.count), parameter)
  }

  /// The gradient of the argument `x` of a function with the value `y`; either may be missing where the rule does not read it.
  @inline(__always)
  func gradient(
    of operation: UnaryOperation, _ gradient: Slice, x: Slice?, y: Slice?, into out: Slice
  ) {
    let (index, parameter) = operation.kernel
    unsafe table.pointee.unary_gradient[index](
      out.count, gradient.floats(out.count), x.map { unsafe $0.floats(out.count) },
      y.map { unsafe $0.floats(out.count) }, out.floats(out.count), parameter)
  }

  /// Arguments have a stride of 1, or of 0 for a single number.
  @inline(__always)
  func apply(_ operation: BinaryOperation, to a: Slice, _ b: Slice, into out: Slice) {
    unsafe table.pointee.binary[operation.kernelIndex](
      out.count, a.floatsOrOne(out.count), a.stride, b.floatsOrOne(out.count), b.stride,
      out.floats(out.count))
  }

  /// Arguments have a stride of 1, or of 0 for a single number.
  @inline(__always)
  func select(where condition: Slice, _ a: Slice, _ b: Slice, into out: Slice) {
    unsafe table.pointee.select(
      out.count, condition.floatsOrOne(out.count), condition.stride,
      a.floatsOrOne(out.count), a.stride, b.floatsOrOne(out.count), b.stride,
      out.floats(out.count))
  }

  @inline(__always)
  func fill(_ y: Slice, with value: Float) {
    unsafe table.pointee.fill(y.count, value, y.floats(y.count))
  }

  /// y += factor · x.
  @inline(__always)
  func add(_ x: Slice, times factor: Float = 1, to y: Slice) {
    unsafe table.pointee.add_scaled(y.count, factor, x.floats(y.count), y.floats(y.count))
  }

  /// Copies between slices of any strides that do not overlap.
  @inline(__always)
  func copy(_ x: Slice, into y: Slice) {
    if x.count != y.count { stop("\(y.count) floats", x.text) }
    unsafe table.pointee.copy(y.count, x.pointer, x.stride, y.pointer, y.stride)
  }

  /// Copies `x` into each row of `y`.
  @inline(__always)
  func copy(_ x: Slice, intoRowsOf y: Block) {
    let first = unsafe y.rows(y.rows, y.columns)
    let source = unsafe x.floats(y.columns)
    for row in 0..<y.rows {
      unsafe table.pointee.copy(y.columns, source, 1, first + row * y.rowStride, 1)
    }
  }
}

// MARK: Reductions

extension Kernels {
  @inline(__always)
  func sum(_ x: Slice) -> Double { unsafe table.pointee.sum(x.count, x.floats(x.count)) }

  @inline(__always)
  func maximum(_ x: Slice) -> Float { unsafe table.pointee.maximum(x.count, x.floats(x.count)) }

  @inline(__always)
  func dot(_ x: Slice, _ y: Slice) -> Double {
    unsafe table.pointee.dot(x.count, x.floats(x.count), y.floats(x.count))
  }

  /// Adds each row of `x`.
  @inline(__always)
  func add(rowsOf x: Block, to y: Slice) {
    unsafe table.pointee.add_rows(
      x.rows, y.count, x.rows(x.rows, y.count), x.rowStride, y.floats(y.count))
  }

  /// Leaves the largest of `y` and the rows of `x`, column by column.
  @inline(__always)
  func maximum(rowsOf x: Block, into y: Slice) {
    unsafe table.pointee.maximum_rows(
      x.rows, y.count, x.rows(x.rows, y.count), x.rowStride, y.floats(y.count))
  }
}

// MARK: Row by row

// Rows of `columns` floats lie one after the other.
extension Kernels {
  @inline(__always)
  func softmax(_ x: Slice, columns: Int, into y: Slice) {
    let rows = y.rowCount(columns)
    unsafe table.pointee.softmax(rows, columns, x.floats(y.count), y.floats(y.count))
  }

  @inline(__always)
  func logSoftmax(_ x: Slice, columns: Int, into y: Slice) {
    let rows = y.rowCount(columns)
    unsafe table.pointee.log_softmax(rows, columns, x.floats(y.count), y.floats(y.count))
  }

  @inline(__always)
  func softmaxGradient(_ gradient: Slice, y: Slice, columns: Int, into out: Slice) {
    let (rows, count) = (out.rowCount(columns), out.count)
    unsafe table.pointee.softmax_gradient(
      rows, columns, gradient.floats(count), y.floats(count), out.floats(count))
  }

  @inline(__always)
  func logSoftmaxGradient(_ gradient: Slice, y: Slice, columns: Int, into out: Slice) {
    let (rows, count) = (out.rowCount(columns), out.count)
    unsafe table.pointee.log_softmax_gradient(
      rows, columns, gradient.floats(count), y.floats(count), out.floats(count))
  }

  /// The loss of each row of `x`.
  @inline(__always)
  func crossEntropy(_ x: Slice, columns: Int, labels: ArraySlice<Int32>, into loss: Slice) {
    unsafe labels.withUnsafeBufferPointer { labels in
      guard let base = labels.baseAddress else { return }
      unsafe table.pointee.cross_entropy(
        labels.count, columns, x.floats(labels.count * columns), base, loss.floats(labels.count))
    }
  }

  /// The gradient of `x`, for the gradient of the loss of each of its rows.
  @inline(__always)
  func crossEntropyGradient(
    _ gradient: Slice, x: Slice, columns: Int, labels: ArraySlice<Int32>, into out: Slice
  ) {
    unsafe labels.withUnsafeBufferPointer { labels in
      guard let base = labels.baseAddress else { return }
      let count = labels.count * columns
      unsafe table.pointee.cross_entropy_gradient(
        labels.count, columns, x.floats(count), base, gradient.floats(labels.count), 1,
        out.floats(count))
    }
  }
}

// MARK: Matrices

extension Kernels {
  @inline(__always)
  func transpose(_ x: Block, into y: Block) {
    unsafe table.pointee.transpose(
      x.rows, x.columns, x.rows(x.rows, x.columns), x.rowStride, y.rows(x.columns, x.rows),
      y.rowStride)
  }

  /// Packs lanes, the rows of `x`, for the micro-kernel, in panels of `width`: each step of the depth becomes a row of a panel.
  @inline(__always)
  func pack(lanes x: Block, into panels: Slice, width: Int) {
    let depth = x.columns
    let panelCount = (x.rows + width - 1) / width
    let first = unsafe panels.floats(panelCount * width * depth)
    for panel in 0..<panelCount {
      let lane = panel * width
      unsafe table.pointee.pack_panel(
        min(width, x.rows - lane), depth, x.pointer + lane * x.rowStride, x.rowStride,
        x.columnStride, first + lane * depth, width)
    }
  }

  /// The columns with those that make the last vector a whole one.
  @inline(__always)
  func wholeVectors(_ columns: Int) -> Int {
    // A vector has a power of two floats.
    (columns + width - 1) & -width
  }

  /// The micro-kernel, tile by tile: C = or += A · B for no more columns than a tile has. B has ``wholeVectors(_:)`` of them.
  @inline(__always)
  func multiply(_ a: MatrixPanels.Tiles, _ b: Block, into c: Block, accumulate: Bool) {
    let (columns, depth) = (c.columns, b.rows)
    let height = tileRows
    if columns > tileColumns || a.first.rows != min(height, a.rows) || a.first.columns != depth {
      stop("tiles of \(a.first.text) for \(a.rows) rows", c.text)
    }
    let panel = unsafe b.rows(depth, wholeVectors(columns))
    let result = unsafe c.rows(a.rows, columns)
    for row in stride(from: 0, to: a.rows, by: height) {
      unsafe table.pointee.matrix_tile(
        min(height, a.rows - row), columns, depth, a.first.pointer + row * a.step,
        a.first.rowStride, a.first.columnStride, panel, b.rowStride, result + row * c.rowStride,
        c.rowStride, accumulate)
    }
  }

  /// C = start + A · Bᵀ, made of dot products of the rows of `a` and `b`; `start` is `c` itself, or apart from it, or missing
  /// for zeros. The rows have a multiple of ``width`` floats.
  @inline(__always)
  func multiplyDots(_ a: Block, _ b: Block, start: Block?, into c: Block) {
    let (rows, columns, depth) = (c.rows, c.columns, a.columns)
    if depth != wholeVectors(depth) { stop("rows of whole vectors", a.text) }
    unsafe table.pointee.matrix_dots(
      rows, columns, depth, a.rows(rows, depth), a.rowStride, b.rows(columns, depth), b.rowStride,
      start.map { unsafe $0.rows(rows, columns) }, start?.rowStride ?? 0, c.rows(rows, columns),
      c.rowStride)
  }
}

// MARK: Optimizers

extension Kernels {
  /// A rule of update with what it computes from its settings.
  enum Update {
    case sgd(sgd_arguments)
    case adagrad(adagrad_arguments)
    case rmsProp(rmsprop_arguments)
    case adadelta(adadelta_arguments)
    case adam(adam_arguments)
  }

  /// Changes a parameter by its gradient, and the states that the rule keeps for it.
  @inline(__always)
  func update(
    _ parameter: Slice, by rule: Update, gradient: Slice, first: Slice?, second: Slice?
  ) {
    let count = parameter.count
    let (x, dx) = unsafe (parameter.floats(count), gradient.floats(count))
    func state(_ slice: Slice?) -> UnsafeMutablePointer<Float> {
      guard let slice else { fatalError("an update without the state that its rule keeps") }
      return unsafe slice.floats(count)
    }
    switch rule {
    case .sgd(let arguments):
      unsafe table.pointee.sgd(count, x, dx, first.map { unsafe $0.floats(count) }, arguments)
    case .adagrad(let arguments):
      unsafe table.pointee.adagrad(count, x, dx, state(first), arguments)
    case .rmsProp(let arguments):
      unsafe table.pointee.rmsprop(
        count, x, dx, state(first), second.map { unsafe $0.floats(count) }, arguments)
    case .adadelta(let arguments):
      unsafe table.pointee.adadelta(count, x, dx, state(first), state(second), arguments)
    case .adam(let arguments):
      unsafe table.pointee.adam(count, x, dx, state(first), state(second), arguments)
    }
  }
}
