import Autograd

/// What the numbers of a parameter start from.
///
///     Linear<Tensor>(784, 64, weightInitializer: .kaimingNormal())
///
/// The fan-in of a weight `[out, in, …]` is how many numbers each output is summed from, the
/// fan-out how many outputs each input goes to. Bounds, deviations and gains that are no finite
/// numbers, or in the wrong order, trap where the parameter is made.
public enum Initializer: Hashable, Sendable {
  /// The same number everywhere.
  case constant(Double)
  /// Evenly distributed between two bounds.
  case uniform(lower: Double, upper: Double)
  /// Normally distributed.
  case normal(mean: Double = 0, standardDeviation: Double)
  /// Evenly distributed within ±gain·√(6 / (fan-in + fan-out)) (Glorot & Bengio, 2010, equation
  /// 16).
  case xavierUniform(gain: Double = 1)
  /// Normally distributed with deviation gain·√(2 / (fan-in + fan-out)) (Glorot & Bengio, 2010).
  case xavierNormal(gain: Double = 1)
  /// Evenly distributed within ±gain·√(3 / fan) (He et al., 2015).
  case kaimingUniform(mode: FanMode = .fanIn, gain: Double = Initializer.gain(for: .relu))
  /// Normally distributed with deviation gain / √fan (He et al., 2015, equations 10 and 14).
  case kaimingNormal(mode: FanMode = .fanIn, gain: Double = Initializer.gain(for: .relu))
  /// Evenly distributed within ±1 / √fan-in (LeCun et al., 1998): what PyTorch's linear layers
  /// start from, weight and bias.
  case fanInUniform
  /// One of your own; see ``CustomInitializer``.
  case custom(CustomInitializer)

  /// Which fan of the weight keeps its variance.
  public enum FanMode: Hashable, Sendable {
    /// The variance of the activations stays the same from layer to layer.
    case fanIn
    /// The variance of the gradients stays the same from layer to layer.
    case fanOut
  }

  /// 0 everywhere.
  public static var zeros: Initializer { .constant(0) }
  /// 1 everywhere.
  public static var ones: Initializer { .constant(1) }

  /// The factor by which weights before an activation should be larger to make up for how it
  /// shrinks them, as PyTorch recommends: √2 for `relu`, √(2 / (1 + slope²)) for `leakyReLU`, 5/3
  /// for `tanh`, 1 otherwise.
  public static func gain(for activation: UnaryOperation) -> Double {
    switch activation {
    case .relu: 2.0.squareRoot()
    case .leakyReLU(let slope): (2 / (1 + slope * slope)).squareRoot()
    case .tanh: 5.0 / 3
    default: 1
    }
  }
}

extension Initializer {
  /// A parameter of `shape` that starts from this: `let w: Tensor = Initializer.kaimingNormal()([64, 784])`.
  ///
  /// The numbers are rounded to `Float`, so that both engines start from exactly the same.
  ///
  /// - Parameters:
  ///   - shape: that of the parameter; of a weight `[out, in, …]`.
  ///   - weightShape: the shape of the weight whose fans decide, if it is not the parameter
  ///     itself: a bias starts by the fan-in of its weight. Traps where fans are needed and it has
  ///     fewer than 2 axes.
  public func callAsFunction<T: DifferentiableTensor>(
    _ shape: Shape, forWeightOf weightShape: Shape? = nil
  ) -> T {
    let numbers: [Float]
    if case .custom(let custom) = self {
      numbers = RandomSource.current.draw { custom.numbers(shape, &$0).map { Float($0) } }
      require(
        numbers.count == shape.elementCount,
        "Initializer.custom: expected \(shape.elementCount) numbers for shape \(shape), found \(numbers.count)"
      )
    } else {
      let distribution = distribution(forWeightOf: weightShape ?? shape)
      distribution.check()
      numbers = RandomSource.current.draw {
        distribution.numbers(shape.elementCount, from: &$0)
      }
    }
    return .parameter(numbers.map { T.Scalar($0) }, shape: shape)
  }

  /// How many numbers each output of a weight `[out, in, …]` is summed from, and how many outputs each input goes to; traps on
  /// fewer than 2 axes.
  public static func fans(ofWeight shape: Shape) -> (in: Double, out: Double) {
    require(
      shape.rank >= 2,
      "Initializer: shape \(shape) has no fan-in and fan-out, a weight has at least 2 axes")
    let receptiveField = shape.dropFirst(2).reduce(1, *)
    return (Double(shape[1] * receptiveField), Double(shape[0] * receptiveField))
  }

  // Where no type says which engine is meant, the compiler fails to say so; this says it.
  /// Which engine the parameter belongs to must be known: `let w: Tensor = initializer([3, 20])`.
  @available(*, unavailable, message: "say on which engine: let w: Tensor = initializer([3, 20])")
  public func callAsFunction(_ shape: Shape, forWeightOf weightShape: Shape? = nil) {}

  /// This initializer with the fans worked out.
  private func distribution(forWeightOf shape: Shape) -> Initializer {
    func fans() -> (in: Double, out: Double) { Initializer.fans(ofWeight: shape) }
    func symmetric(_ bound: Double) -> Initializer { .uniform(lower: -bound, upper: bound) }
    switch self {
    case .constant, .uniform, .normal, .custom: return self
    case .xavierUniform(let gain):
      return symmetric(gain * (6 / (fans().in + fans().out)).squareRoot())
    case .xavierNormal(let gain):
      return .normal(standardDeviation: gain * (2 / (fans().in + fans().out)).squareRoot())
    case .kaimingUniform(let mode, let gain):
      return symmetric(gain * (3 / (mode == .fanIn ? fans().in : fans().out)).squareRoot())
    case .kaimingNormal(let mode, let gain):
      return .normal(
        standardDeviation: gain / (mode == .fanIn ? fans().in : fans().out).squareRoot())
    case .fanInUniform: return symmetric(1 / fans().in.squareRoot())
    }
  }

  /// Traps on a distribution that is none.
  private func check() {
    switch self {
    case .uniform(let lower, let upper):
      require(
        lower <= upper && lower.isFinite && upper.isFinite,
        "Initializer.uniform: expected a lower bound that is not above the upper, found \(lower) and \(upper)"
      )
    case .normal(let mean, let standardDeviation):
      require(
        mean.isFinite && standardDeviation >= 0 && standardDeviation.isFinite,
        """
        Initializer.normal: expected a finite mean and a deviation of 0 or more, found \(mean) and \
        \(standardDeviation)
        """)
    default: break
    }
  }

  private func numbers(_ count: Int, from generator: inout any RandomStream) -> [Float] {
    switch self {
    case .constant(let number): [Float](repeating: Float(number), count: count)
    case .uniform(let lower, let upper): generator.uniform(in: lower...upper, count: count)
    case .normal(let mean, let standardDeviation):
      generator.normal(mean: mean, standardDeviation: standardDeviation, count: count)
    default: fatalError("\(self) is not a distribution")
    }
  }
}

/// What ``Initializer`` keeps of one of your own, equal only to itself.
public final class CustomInitializer: Hashable, Sendable {
  typealias Numbers = @Sendable (_ shape: Shape, _ generator: inout any RandomStream) -> [Double]

  let numbers: Numbers

  init(_ numbers: @escaping Numbers) { self.numbers = numbers }

  public static func == (left: CustomInitializer, right: CustomInitializer) -> Bool {
    left === right
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Initializer {
  /// An initializer of one's own.
  ///
  ///     let sparse = Initializer.custom { shape, generator in
  ///       (0..<shape.elementCount).map { _ in generator.uniform() < 0.9 ? 0 : generator.normal() }
  ///     }
  ///     Linear<Tensor>(784, 64, weightInitializer: sparse)
  ///
  /// - Parameter numbers: the numbers of a parameter of a shape, in row-major order; traps unless they fill it. What is random
  ///   comes from the generator, so that a seed decides it.
  public static func custom(
    _ numbers: @escaping @Sendable (_ shape: Shape, _ generator: inout any RandomStream) -> [Double]
  ) -> Initializer {
    .custom(CustomInitializer(numbers))
  }
}
