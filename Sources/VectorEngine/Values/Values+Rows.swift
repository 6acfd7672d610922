import Autograd
import CVectorKernels

extension Values {
  func softmax(axis: Int) -> Values {
    alongLast(axis) { values in
      values.mapRows { kernels, rows, columns, start, result in
        unsafe kernels.table.pointee.softmax(
          rows, columns, values.storage.pointer + start, result.pointer + start)
      }
    }
  }

  func logSoftmax(axis: Int) -> Values {
    alongLast(axis) { values in
      values.mapRows { kernels, rows, columns, start, result in
        unsafe kernels.table.pointee.log_softmax(
          rows, columns, values.storage.pointer + start, result.pointer + start)
      }
    }
  }

  /// The gradient of softmax's argument along the last axis, for the result `y`.
  func softmaxGradient(_ y: Values) -> Values {
    mapRows { kernels, rows, columns, start, result in
      unsafe kernels.table.pointee.softmax_gradient(
        rows, columns, storage.pointer + start, y.storage.pointer + start, result.pointer + start)
    }
  }

  /// The gradient of log softmax's argument along the last axis, for the result `y`.
  func logSoftmaxGradient(_ y: Values) -> Values {
    mapRows { kernels, rows, columns, start, result in
      unsafe kernels.table.pointee.log_softmax_gradient(
        rows, columns, storage.pointer + start, y.storage.pointer + start, result.pointer + start)
    }
  }

  /// The loss of each row of logits.
  func crossEntropy(_ labels: [Int]) -> Values {
    let loss = Values(uninitialized: [labels.count])
    let columns = shape[1]
    let kernels = Kernels.current
    let labels = labels.map { Int32($0) }
    unsafe labels.withUnsafeBufferPointer { labels in
      guard let labels = labels.baseAddress else { return }
      ThreadPool.shared.parallel(count: loss.count, grain: rowGrain) { rows in
        let start = rows.lowerBound
        unsafe kernels.table.pointee.cross_entropy(
          rows.count, columns, storage.pointer + start * columns, labels + start,
          loss.storage.pointer + start)
      }
    }
    return loss
  }

  /// The gradient of the logits, for the gradient of each row's loss.
  func crossEntropyGradient(_ labels: [Int], _ gradient: Values) -> Values {
    let result = Values(uninitialized: shape)
    let columns = shape[1]
    let kernels = Kernels.current
    let labels = labels.map { Int32($0) }
    unsafe labels.withUnsafeBufferPointer { labels in
      guard let labels = labels.baseAddress else { return }
      ThreadPool.shared.parallel(count: gradient.count, grain: rowGrain) { rows in
        let start = rows.lowerBound
        unsafe kernels.table.pointee.cross_entropy_gradient(
          rows.count, columns, storage.pointer + start * columns, labels + start,
          gradient.storage.pointer + start, 1, result.storage.pointer + start * columns)
      }
    }
    return result
  }

  private var rowGrain: Int { max(1, Grain.transcendental / max(shape.last ?? 1, 1)) }

  /// Calls `kernel` with bundles of rows: how many, their length, the place of the first, and where results go.
  private func mapRows(
    _ kernel: (Kernels, _ rows: Int, _ columns: Int, _ start: Int, _ result: Storage) -> Void
  ) -> Values {
    let result = Values(uninitialized: shape)
    if count == 0 { return result }
    let columns = shape.last ?? 1
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: count / columns, grain: rowGrain) { rows in
      kernel(kernels, rows.count, columns, rows.lowerBound * columns, result.storage)
    }
    return result
  }

  /// Brings an axis to the end for `body`, and back.
  private func alongLast(_ axis: Int, _ body: (Values) -> Values) -> Values {
    if axis == shape.rank - 1 { return body(self) }
    var axes = Array(shape.indices)
    axes.swapAt(axis, shape.rank - 1)
    return body(permuted(axes)).permuted(axes)
  }
}
