import Autograd

extension NDArray {
  func softmax(axis: Int) -> NDArray {
    alongLast(axis) { x in
      x.mapRows { $0.softmax(x.storage[$2], columns: x.columns, into: $3) }
    }
  }

  func logSoftmax(axis: Int) -> NDArray {
    alongLast(axis) { x in
      x.mapRows { $0.logSoftmax(x.storage[$2], columns: x.columns, into: $3) }
    }
  }

  /// The gradient of softmax's argument along the last axis, for the result `y`.
  func softmaxGradient(_ y: NDArray) -> NDArray {
    mapRows { $0.softmaxGradient(storage[$2], y: y.storage[$2], columns: columns, into: $3) }
  }

  /// The gradient of log softmax's argument along the last axis, for the result `y`.
  func logSoftmaxGradient(_ y: NDArray) -> NDArray {
    mapRows { $0.logSoftmaxGradient(storage[$2], y: y.storage[$2], columns: columns, into: $3) }
  }

  /// The loss of each row of logits.
  func crossEntropy(_ labels: [Int]) -> NDArray {
    let loss = NDArray(uninitialized: [labels.count])
    let labels = labels.map { Int32($0) }
    forEachBundle {
      $0.crossEntropy(
        storage[$2], columns: columns, labels: labels[$1], into: loss.storage[$1])
    }
    return loss
  }

  /// The gradient of the logits, for the gradient of each row's loss.
  func crossEntropyGradient(_ labels: [Int], _ gradient: NDArray) -> NDArray {
    let labels = labels.map { Int32($0) }
    return mapRows {
      $0.crossEntropyGradient(
        gradient.storage[$1], x: storage[$2], columns: columns, labels: labels[$1], into: $3)
    }
  }

  /// The length of a row.
  private var columns: Int { shape.last ?? 1 }

  /// An array of this shape that `kernel` writes, bundle by bundle as below.
  private func mapRows(
    _ kernel: (
      _ kernels: Kernels, _ rows: Range<Int>, _ elements: Range<Int>, _ result: Storage.Slice
    ) -> Void
  ) -> NDArray {
    let result = NDArray(uninitialized: shape)
    forEachBundle { kernel($0, $1, $2, result.storage[$2]) }
    return result
  }

  /// Calls `body` with bundles of rows, in parallel: which rows they are, and which elements.
  private func forEachBundle(
    _ body: (_ kernels: Kernels, _ rows: Range<Int>, _ elements: Range<Int>) -> Void
  ) {
    if count == 0 { return }
    let columns = columns
    let kernels = Kernels.current
    let grain = max(1, Tuning.transcendentalPart / columns)
    ThreadPool.shared.parallel(count: count / columns, grain: grain) { rows in
      body(kernels, rows, (rows.lowerBound * columns)..<(rows.upperBound * columns))
    }
  }

  /// The sum of all entries of an axis up to each, or from each on; in double precision, as small numbers would get lost in
  /// long sums.
  func cumulativeSum(axis: Int, reversed isReversed: Bool) -> NDArray {
    alongLast(axis) { array in
      let result = NDArray(uninitialized: array.shape)
      let columns = array.columns
      array.forEachBundle { _, _, elements in
        for start in stride(from: elements.lowerBound, to: elements.upperBound, by: columns) {
          var sum = 0.0
          for column in 0..<columns {
            let place = start + (isReversed ? columns - 1 - column : column)
            sum += Double(array.storage[place])
            result.storage[place] = Float(sum)
          }
        }
      }
      return result
    }
  }

  /// Brings an axis to the end for `body`, and back.
  private func alongLast(_ axis: Int, _ body: (NDArray) -> NDArray) -> NDArray {
    if axis == shape.rank - 1 { return body(self) }
    var axes = Array(shape.indices)
    axes.swapAt(axis, shape.rank - 1)
    return body(permuted(axes)).permuted(axes)
  }
}
