import Autograd

extension NDArray {
  func applying(_ operation: UnaryOperation) -> NDArray {
    let result = NDArray(uninitialized: shape)
    apply(operation, into: result.storage)
    return result
  }

  /// `target` may be this storage.
  func apply(_ operation: UnaryOperation, into target: Storage) {
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: count, grain: Tuning.transcendentalPart) { range in
      kernels.apply(operation, to: storage[range], into: target[range])
    }
  }

  /// The gradient of the argument of a function, given that of its value; `input` and `result` as the rule needs them.
  static func gradient(
    of operation: UnaryOperation, _ gradient: NDArray, input: Storage?, result: Storage?
  ) -> NDArray {
    let out = NDArray(uninitialized: gradient.shape)
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: out.count, grain: Tuning.transcendentalPart) { range in
      kernels.gradient(
        of: operation, gradient.storage[range], x: input?[range], y: result?[range],
        into: out.storage[range])
    }
    return out
  }

  /// A function of two arguments, which are stretched to `shape`.
  static func apply(_ operation: BinaryOperation, _ a: NDArray, _ b: NDArray, shape: Shape)
    -> NDArray
  {
    let result = NDArray(uninitialized: shape)
    let kernels = Kernels.current
    let (aStride, bStride) = (a.stride(for: shape), b.stride(for: shape))
    if let aStride, let bStride {
      ThreadPool.shared.parallel(count: result.count, grain: Tuning.arithmeticPart) { range in
        let (start, count) = (range.lowerBound, range.count)
        kernels.apply(
          operation, to: a.storage.slice(from: start * aStride, count: count, stride: aStride),
          b.storage.slice(from: start * bStride, count: count, stride: bStride),
          into: result.storage[range])
      }
      return result
    }
    let loop = StridedLoop(
      shape,
      strides: [a.shape.strides(stretchedTo: shape), b.shape.strides(stretchedTo: shape)])
    let inner = loop.inner
    loop.forEachRun { elements, offsets in
      kernels.apply(
        operation, to: inner.run(of: 0, in: a.storage, from: offsets[0]),
        inner.run(of: 1, in: b.storage, from: offsets[1]), into: result.storage[elements])
    }
    return result
  }

  /// `first` where `condition` is not 0, `second` elsewhere, all stretched to `shape`.
  static func select(
    where condition: NDArray, _ first: NDArray, _ second: NDArray, shape: Shape
  ) -> NDArray {
    let result = NDArray(uninitialized: shape)
    let kernels = Kernels.current
    let loop = StridedLoop(
      shape, strides: [condition, first, second].map { $0.shape.strides(stretchedTo: shape) })
    let inner = loop.inner
    loop.forEachRun { elements, offsets in
      kernels.select(
        where: inner.run(of: 0, in: condition.storage, from: offsets[0]),
        inner.run(of: 1, in: first.storage, from: offsets[1]),
        inner.run(of: 2, in: second.storage, from: offsets[2]), into: result.storage[elements])
    }
    return result
  }

  /// The stride with which one run covers `shape`: 1 for equal shapes, 0 for a single number; `nil` for the others.
  private func stride(for shape: Shape) -> Int? {
    self.shape == shape ? 1 : count == 1 ? 0 : nil
  }
}

// MARK: Arithmetic on gradients

extension NDArray {
  static func * (left: NDArray, right: NDArray) -> NDArray {
    let shape = Shape.broadcasting([left.shape, right.shape], in: BinaryOperation.multiply.symbol)
    return apply(.multiply, left, right, shape: shape)
  }

  /// Each number divided by a count.
  func divided(by count: Int) -> NDArray {
    .apply(.divide, self, NDArray(repeating: Float(count), shape: []), shape: shape)
  }
}

extension Storage {
  /// Adds the numbers of `other`, which has as many.
  func add(_ other: Storage) {
    require(other.count == count, "\(other.count) numbers added to \(count)")
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: count, grain: Tuning.arithmeticPart) { range in
      kernels.add(other[range], to: self[range])
    }
  }
}
