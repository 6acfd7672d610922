import Autograd

extension NDArray {
  /// The pixels under a window at each of its places, as an array of shape `target`; 0 where the window stands over padding.
  func unfolded(_ window: Window, shape target: Shape) -> NDArray {
    let result = NDArray(repeating: 0, shape: target)
    Self.forEachRun(of: window, in: shape) { kernels, pixels, columns in
      kernels.copy(storage.slice(pixels), into: result.storage.slice(columns))
    }
    return result
  }

  /// Zeros of shape `target` to which these columns are added where a window finds its pixels.
  func folded(_ window: Window, shape target: Shape) -> NDArray {
    let result = NDArray(repeating: 0, shape: target)
    Self.forEachRun(of: window, in: target) { kernels, pixels, columns in
      if pixels.stride == 1 {
        kernels.add(storage.slice(columns), to: result.storage.slice(pixels))
      } else {
        for index in 0..<pixels.count {
          result.storage[pixels.start + index * pixels.stride] += storage[columns.start + index]
        }
      }
    }
    return result
  }

  /// Numbers at equal distances.
  fileprivate struct Run {
    let start, count, stride: Int
  }

  /// Calls `body` for all that a window finds in images of a shape: pixels of an image, and where they stand unfolded.
  ///
  /// Images and channels share no pixels: folding on several threads adds in a fixed order.
  private static func forEachRun(
    of window: Window, in shape: Shape,
    _ body: (_ kernels: Kernels, _ pixels: Run, _ columns: Run) -> Void
  ) {
    let (height, width) = (shape[2], shape[3])
    let unfoldedCount = window.unfoldedCount(height: height, width: width)
    let kernels = Kernels.current
    ThreadPool.shared.parallel(
      count: shape[0] * shape[1], grain: Tuning.pieces(of: unfoldedCount)
    ) { images in
      for image in images {
        window.forEachRun(height: height, width: width) { run in
          body(
            kernels,
            Run(start: image * height * width + run.pixel, count: run.count, stride: run.step),
            Run(start: image * unfoldedCount + run.unfolded, count: run.count, stride: 1))
        }
      }
    }
  }
}

extension Storage {
  fileprivate func slice(_ run: NDArray.Run) -> Slice {
    slice(from: run.start, count: run.count, stride: run.stride)
  }
}
