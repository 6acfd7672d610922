import Autograd

/// A part of a network: a function of a tensor, with parameters that training changes.
///
/// A module of your own is a class with properties. Its parameters, and those of the modules it
/// holds, are found and named by themselves; a tensor of its own that is to be learned is made with
/// `T.parameter(…)`, as data require no gradient:
///
///     final class Residual<T: DifferentiableTensor>: Module {
///       let linear1 = Linear<T>(64, 64)
///       let linear2 = Linear<T>(64, 64)
///       func callAsFunction(_ input: T) -> T { input + linear2(linear1(input).relu()) }
///     }
///     Residual<Tensor>().namedParameters.map(\.name)
///     // ["linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"]
public protocol Module<TensorType>: AnyObject, CustomStringConvertible {
  /// What goes in and comes out, and what the parameters are.
  associatedtype TensorType: DifferentiableTensor

  /// The output of the module.
  func callAsFunction(_ input: TensorType) -> TensorType

  /// Whether the module behaves as it does while it is trained; only ``Dropout`` cares among the
  /// modules here.
  ///
  /// A module of your own that behaves differently declares `var isTraining = true`. Any other need
  /// not: it trains if some module inside it does. ``setTraining(_:)`` switches a whole model.
  var isTraining: Bool { get set }

  /// What the module does to the last axis of its input; ``FeatureRule/unknown`` unless it is
  /// declared.
  var features: FeatureRule { get }

  /// What stands between the brackets where the module is printed, such as `784 → 64`; nothing
  /// unless it is declared.
  var details: String { get }
}

extension Module {
  /// Whether some module inside this one is training; true if there is none.
  public var isTraining: Bool {
    get {
      // A module may know the one it is part of, which then asks again.
      ModuleVisit.once(self) {
        let submodules = submodules
        return submodules.isEmpty
          || submodules.contains { !ModuleVisit.isUnderWay($0.module) && $0.module.isTraining }
      } ?? false
    }
    set {
      ModuleVisit.once(self) {
        for submodule in submodules { submodule.module.isTraining = newValue }
      }
    }
  }

  /// Nothing is known.
  public var features: FeatureRule { .unknown }

  public var details: String { "" }

  /// Switches this module and all modules inside it to training, or to evaluation.
  public func setTraining(_ isTraining: Bool) {
    let modules = namedModules.map(\.module)
    // Each its own mode and no more: one may refer back to another that has its mode already.
    ModuleVisit.during(modules) {
      for module in modules { module.isTraining = isTraining }
    }
  }

  /// The result of `body` with this module and all modules inside it in evaluation mode; each is
  /// put back into its own mode afterwards.
  ///
  ///     let predictions = model.inEvaluationMode { withoutGradient { model(images).argmax(axis: 1) } }
  public func inEvaluationMode<Result>(_ body: () throws -> Result) rethrows -> Result {
    let modes = namedModules.map { (module: $0.module, isTraining: $0.module.isTraining) }
    defer {
      ModuleVisit.during(modes.map(\.module)) {
        for (module, isTraining) in modes { module.isTraining = isTraining }
      }
    }
    setTraining(false)
    return try body()
  }
}

/// The modules whose mode is being asked for or set: one that they hold may refer back to them.
enum ModuleVisit {
  @TaskLocal private static var underWay: Set<ObjectIdentifier> = []

  static func isUnderWay(_ module: AnyObject) -> Bool {
    underWay.contains(ObjectIdentifier(module))
  }

  /// Runs `body`, in which setting the mode of one of `modules` sets that of no other.
  static func during(_ modules: [AnyObject], _ body: () -> Void) {
    $underWay.withValue(underWay.union(modules.map { ObjectIdentifier($0) }), operation: body)
  }

  /// The result of `body`, or nil if it is under way for this module already.
  @discardableResult
  static func once<Result>(_ module: AnyObject, _ body: () -> Result) -> Result? {
    guard !isUnderWay(module) else { return nil }
    return $underWay.withValue(underWay.union([ObjectIdentifier(module)]), operation: body)
  }
}
