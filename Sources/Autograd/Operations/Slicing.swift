/// Which elements of an axis a slice takes: `count` of them from `start`, `step` apart.
public struct AxisSlice: Hashable, Sendable {
  /// The first element.
  public let start: Int
  /// How many elements.
  public let count: Int
  /// How far apart; never 0, negative to run backwards.
  public let step: Int

  /// Takes `count` elements from `start`, `step` apart.
  public init(start: Int, count: Int, step: Int = 1) {
    self.start = start
    self.count = count
    self.step = step
  }
}

extension TensorOperation {
  /// The elements at `start + step·i` along each axis.
  public struct Slice: TransformationRule {
    /// One for each axis.
    public let slices: [AxisSlice]

    package var symbol: String { "slice" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      require(slices.count == input.rank, "slice: \(slices.count) slices for shape \(input)")
      for (axis, slice) in slices.enumerated() where slice.count > 0 {
        let last = slice.start + (slice.count - 1) * slice.step
        require(
          slice.step != 0 && (0..<input[axis]).contains(slice.start)
            && (0..<input[axis]).contains(last),
          "slice: elements \(slice.start) to \(last) of axis \(axis) are outside of shape \(input)")
      }
      return Shape(slices.map(\.count))
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g) where the slice read, 0 elsewhere"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      .apply(.unslice(Unslice(slices: slices, shape: input.shape)), to: [gradient])
    }
  }

  /// Zeros of the given shape with the input put where a slice would read it: the transpose of ``Slice``.
  public struct Unslice: TransformationRule {
    /// Where the input goes, one for each axis.
    public let slices: [AxisSlice]
    public let shape: Shape

    package var symbol: String { "unslice" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      require(
        Slice(slices: slices).resultShape(of: shape) == input,
        "unslice: \(input) does not fit the slice of \(shape)")
      return shape
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "the slice of \(g)"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      .apply(.slice(Slice(slices: slices)), to: [gradient])
    }
  }

  /// The inputs one after the other along an axis.
  public struct Concatenate: OperationRule {
    /// The axis, which the inputs have already.
    public let axis: Int

    package var symbol: String { "concatenate" }
    package var roles: [String] { [] }
    package var isDifferentiable: Bool { true }
    package var needsResult: Bool { false }

    package func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool { false }

    package func resultShape(inputCount: Int, _ input: (Int) -> Shape) -> Shape {
      require(inputCount > 0, "concatenate: there is nothing to concatenate")
      let inputs = (0..<inputCount).map(input)
      let first = inputs[0]
      require(
        inputs.allSatisfy {
          $0.rank == first.rank
            && $0.replacing(axis: axis, with: 0) == first.replacing(axis: axis, with: 0)
        },
        "concatenate: shapes \(inputs) differ in more than axis \(axis)")
      return first.replacing(axis: axis, with: inputs.reduce(0) { $0 + $1[axis] })
    }

    package func function(of names: [String]) -> String { "(\(symbol))" }

    package func formula(forInput index: Int, of names: [String], result: String) -> Formula {
      Formula(gradientOf: names[index], result: result) { "its slice of \($0)" }
    }

    package func pullback<T: DifferentiableTensor>(
      _ gradient: T, inputs: [T], result: T, wanted: [Bool]
    ) -> [T?] {
      var start = 0
      return zip(inputs, wanted).map { input, isWanted in
        defer { start += input.shape[axis] }
        return isWanted ? gradient.slice(axis: axis, from: start, count: input.shape[axis]) : nil
      }
    }
  }
}
