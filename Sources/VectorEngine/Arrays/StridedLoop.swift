import Autograd

/// A loop over the elements of several operands in step, each with its own strides.
///
/// Axes that lie in memory as one are joined, so most loops come down to a single run of the innermost axis, which a
/// kernel takes; the rest is counted here.
struct StridedLoop {
  struct Axis {
    var count: Int
    /// How far each operand moves.
    var strides: [Int]

    /// What a run along this axis takes of an operand.
    func run(of operand: Int, in storage: Storage, from offset: Int) -> Storage.Slice {
      storage.slice(from: offset, count: count, stride: strides[operand])
    }
  }

  /// Outermost first; at least one.
  private(set) var axes: [Axis] = []

  /// - Parameter strides: for each operand, a stride for each axis of `shape`.
  init(_ shape: some Collection<Int>, strides: [[Int]]) {
    for (axis, count) in shape.enumerated() where count != 1 {
      let next = Axis(count: count, strides: strides.map { $0[axis] })
      if let last = axes.last, zip(last.strides, next.strides).allSatisfy({ $0 == $1 * count }) {
        axes[axes.count - 1] = Axis(count: last.count * count, strides: next.strides)
      } else {
        axes.append(next)
      }
    }
    if axes.isEmpty { axes = [Axis(count: 1, strides: strides.map { _ in 1 })] }
  }

  var inner: Axis { axes[axes.count - 1] }

  /// How often the innermost axis is run through.
  var runCount: Int { axes.dropLast().reduce(1) { $0 * $1.count } }

  /// Takes out an axis, for a kernel that runs through two at once.
  mutating func removeAxis(at index: Int) -> Axis { axes.remove(at: index) }

  /// Puts in an innermost axis of one element, for a loop whose own innermost axis has been taken out.
  mutating func appendSingle() {
    let operandCount = axes.first?.strides.count ?? 2
    axes.append(Axis(count: 1, strides: [Int](repeating: 1, count: operandCount)))
  }

  /// Calls `body` with the places that each run's elements have among all elements, in order, and the offset of each operand at
  /// its start, in parallel.
  ///
  /// - Parameter length: how many elements a run handles, if they are more than the innermost axis has.
  func forEachRun(
    ofLength length: Int? = nil, _ body: (_ elements: Range<Int>, _ offsets: [Int]) -> Void
  ) {
    if axes.contains(where: { $0.count == 0 }) { return }
    let outer = axes.dropLast()
    let length = length ?? inner.count
    ThreadPool.shared.parallel(count: runCount, grain: Tuning.pieces(of: length)) {
      runs in
      var position = [Int](repeating: 0, count: outer.count)
      var offsets = [Int](repeating: 0, count: inner.strides.count)
      var rest = runs.lowerBound
      for index in outer.indices.reversed() {
        position[index] = rest % outer[index].count
        rest /= outer[index].count
        for operand in offsets.indices {
          offsets[operand] += position[index] * outer[index].strides[operand]
        }
      }
      for run in runs {
        body((run * length)..<((run + 1) * length), offsets)
        for index in outer.indices.reversed() {
          position[index] += 1
          for operand in offsets.indices { offsets[operand] += outer[index].strides[operand] }
          if position[index] < outer[index].count { break }
          for operand in offsets.indices {
            offsets[operand] -= outer[index].count * outer[index].strides[operand]
          }
          position[index] = 0
        }
      }
    }
  }
}

extension Shape {
  /// The strides of a tensor of this shape when it is stretched to `target`: 0 along what is repeated.
  func strides(stretchedTo target: Shape) -> [Int] {
    let added = target.rank - rank
    let strides = strides
    return target.indices.map { axis in
      axis < added || self[axis - added] == 1 ? 0 : strides[axis - added]
    }
  }
}
