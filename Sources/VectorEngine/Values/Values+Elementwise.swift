import Autograd
import CVectorKernels

extension Values {
  func applying(_ operation: UnaryOperation) -> Values {
    let result = Values(uninitialized: shape)
    apply(operation, into: result.storage)
    return result
  }

  /// `target` may be this storage.
  func apply(_ operation: UnaryOperation, into target: Storage) {
    let (index, parameter) = operation.kernel
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: count, grain: Grain.transcendental) { range in
      let start = range.lowerBound
      unsafe kernels.table.pointee.unary[index](
        range.count, storage.pointer + start, target.pointer + start, parameter)
    }
  }

  /// The gradient of the argument of a function, given that of its value; `input` and `result` as the rule needs them.
  static func gradient(
    of operation: UnaryOperation, _ gradient: Values, input: Storage?, result: Storage?
  ) -> Values {
    let out = Values(uninitialized: gradient.shape)
    let (index, parameter) = operation.kernel
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: out.count, grain: Grain.transcendental) { range in
      let start = range.lowerBound
      unsafe kernels.table.pointee.unary_gradient[index](
        range.count, gradient.storage.pointer + start, input.map { unsafe $0.pointer + start },
        result.map { unsafe $0.pointer + start }, out.storage.pointer + start, parameter)
    }
    return out
  }

  /// A function of two arguments, which are stretched to `shape`.
  static func apply(_ operation: BinaryOperation, _ a: Values, _ b: Values, shape: Shape) -> Values
  {
    let result = Values(uninitialized: shape)
    let kernel = operation.kernelIndex
    let kernels = Kernels.current
    let (aStride, bStride) = (a.stride(for: shape), b.stride(for: shape))
    if let aStride, let bStride {
      ThreadPool.shared.parallel(count: result.count, grain: Grain.arithmetic) { range in
        let start = range.lowerBound
        unsafe kernels.table.pointee.binary[kernel](
          range.count, a.storage.pointer + start * aStride, aStride,
          b.storage.pointer + start * bStride, bStride, result.storage.pointer + start)
      }
      return result
    }
    let loop = StridedLoop(
      shape,
      strides: [a.shape.strides(stretchedTo: shape), b.shape.strides(stretchedTo: shape)])
    let inner = loop.inner
    loop.forEachRun { run, offsets in
      unsafe kernels.table.pointee.binary[kernel](
        inner.count, a.storage.pointer + offsets[0], inner.strides[0],
        b.storage.pointer + offsets[1], inner.strides[1],
        result.storage.pointer + run * inner.count)
    }
    return result
  }

  /// `first` where `condition` is not 0, `second` elsewhere, all stretched to `shape`.
  static func select(
    where condition: Values, _ first: Values, _ second: Values, shape: Shape
  ) -> Values {
    let result = Values(uninitialized: shape)
    let kernels = Kernels.current
    let loop = StridedLoop(
      shape, strides: [condition, first, second].map { $0.shape.strides(stretchedTo: shape) })
    let inner = loop.inner
    loop.forEachRun { run, offsets in
      unsafe kernels.table.pointee.select(
        inner.count, condition.storage.pointer + offsets[0], inner.strides[0],
        first.storage.pointer + offsets[1], inner.strides[1], second.storage.pointer + offsets[2],
        inner.strides[2], result.storage.pointer + run * inner.count)
    }
    return result
  }

  /// The stride with which one run covers `shape`: 1 for equal shapes, 0 for a single number; `nil` for the others.
  private func stride(for shape: Shape) -> Int? {
    self.shape == shape ? 1 : count == 1 ? 0 : nil
  }
}

// MARK: Arithmetic on gradients

extension Values {
  static func * (left: Values, right: Values) -> Values {
    let shape = Shape.broadcasting([left.shape, right.shape], in: BinaryOperation.multiply.symbol)
    return apply(.multiply, left, right, shape: shape)
  }

  /// Each number divided by a count.
  func divided(by count: Int) -> Values {
    .apply(.divide, self, Values(repeating: Float(count), shape: []), shape: shape)
  }
}

extension Storage {
  /// Adds the numbers of `other`, which has as many.
  func add(_ other: Storage) {
    require(other.count == count, "\(other.count) numbers added to \(count)")
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: count, grain: Grain.arithmetic) { range in
      let start = range.lowerBound
      unsafe kernels.table.pointee.add_scaled(
        range.count, 1, other.pointer + start, pointer + start)
    }
  }
}
