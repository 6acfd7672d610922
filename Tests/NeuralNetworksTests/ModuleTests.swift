import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

/// A module as a user writes it: properties, an array, an optional, a dictionary, a shared layer
/// and a constant.
private class Network<T: DifferentiableTensor>: Module {
  let linear1 = Linear<T>(4, 3)
  let activation = PReLU<T>()
  let layers = [Linear<T>(3, 3), Linear<T>(3, 3, bias: false)]
  let head: Linear<T>?
  let missing: Linear<T>? = nil
  let branches: [String: any Module<T>]
  let tied: Linear<T>
  var scale = T.of([2], [1])
  let offset = T.of([1], [1], requiresGradient: false)
  let table = [Double](repeating: 0, count: 3)
  lazy var late = Linear<T>(3, 1)

  init(hasHead: Bool = true) {
    head = hasHead ? Linear<T>(3, 2) : nil
    branches = ["b": Linear<T>(1, 1, bias: false), "a": Dropout<T>(0.5)]
    tied = layers[0]
  }

  func callAsFunction(_ input: T) -> T {
    var hidden = activation(linear1(input))
    for layer in layers { hidden = layer(hidden) }
    hidden = tied(hidden) * scale + offset
    return head.map { $0(hidden) } ?? hidden
  }
}

private final class ExtendedNetwork<T: DifferentiableTensor>: Network<T> {
  let extra = Linear<T>(2, 2, bias: false)
}

private final class Child<T: DifferentiableTensor>: Module {
  let linear = Linear<T>(2, 2, bias: false)
  weak var parent: Parent<T>?
  func callAsFunction(_ input: T) -> T { linear(input) }
}

private final class Parent<T: DifferentiableTensor>: Module {
  let child = Child<T>()
  init() { child.parent = self }
  func callAsFunction(_ input: T) -> T { child(input) }
}

@Suite struct ModuleTests {
  @Test(arguments: Engine.allCases)
  func parametersAreFoundAndNamedByThemselves(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let network = Network<T>()
      let names = [
        "linear1.weight", "linear1.bias", "activation.weight", "layers.0.weight", "layers.0.bias",
        "layers.1.weight", "head.weight", "head.bias", "branches.b.weight",
      ]
      #expect(network.namedParameters.map(\.name) == ["scale"] + names)
      #expect(network.parameters.allSatisfy { $0.isLeaf && $0.requiresGradient })
      #expect(network.parameterCount == 1 + 15 + 1 + 12 + 9 + 8 + 1)
      _ = network.late
      #expect(network.namedParameters.map(\.name).suffix(2) == ["late.weight", "late.bias"])
    }
    check(engine.tensorType)
  }

  @Test func aMissingOptionalHasNoParameters() {
    let names = Network<ValueTensor>(hasHead: false).namedParameters.map(\.name)
    #expect(names.count == 8 && !names.contains { $0.hasPrefix("head") })
  }

  @Test func aSuperclassComesFirst() {
    let names = ExtendedNetwork<ValueTensor>().namedParameters.map(\.name)
    #expect(names.first == "scale" && names.last == "extra.weight" && names.count == 11)
  }

  @Test func aSharedLayerGetsTheGradientOfEachUse() {
    let network = Network<ValueTensor>()
    network(ValueTensor.ones([2, 4])).sum().backward()
    let reached = network.namedParameters.filter(\.parameter.hasGradient).map(\.name)
    #expect(reached.contains("layers.0.weight") && !reached.contains("branches.b.weight"))
    network.zeroGradients()
    #expect(network.parameters.filter(\.hasGradient).isEmpty)
  }

  @Test func aFrozenParameterDoesNotCount() {
    let network = Network<ValueTensor>()
    network.linear1.weight.requiresGradient = false
    #expect(!network.namedParameters.map(\.name).contains("linear1.weight"))
    #expect(network.parameterCount == 47 - 12)
  }

  @Test func aParameterPutInLaterIsFound() {
    let network = Network<ValueTensor>()
    network.scale = ValueTensor.parameter([1.0, 2.0, 3.0])
    #expect(network.parameters.first === network.scale)
  }

  @Test func labelsAreTheLongestNames() {
    let inner = Sequential<ValueTensor> { Linear(2, 2) }
    #expect(inner.parameters.map(\.label) == ["0.weight", "0.bias"])
    let outer = Sequential<ValueTensor> {
      ReLU()
      inner
    }
    #expect(outer.parameters.map(\.label) == ["1.0.weight", "1.0.bias"])
    #expect(inner.namedParameters.map(\.name) == ["0.weight", "0.bias"])
    #expect(inner.parameters.map(\.label) == ["1.0.weight", "1.0.bias"])
  }

  @Test func aLabelGivenByHandStays() {
    let layer = Linear<ValueTensor>(2, 2)
    layer.weight.label = "W"
    _ = Sequential([layer])
    #expect(layer.weight.label == "W" && layer.bias?.label == "0.bias")
  }

  @Test func aModuleMayKnowTheOneItIsPartOf() {
    let parent = Parent<ValueTensor>()
    #expect(parent.namedParameters.map(\.name) == ["child.linear.weight"])
    #expect(parent.namedModules.map(\.name) == ["", "child", "child.linear"])
    #expect(
      parent.description == """
        Parent(
          (child): Child(
            (linear): Linear(2 → 2, bias: false)
            (parent): Parent()
          )
        )
        """)
    #expect(parent.summary().contains("4"))
  }

  @Test func theModeReachesEveryModule() {
    let network = Network<ValueTensor>()
    let model = Sequential<ValueTensor> {
      network
      Dropout(0.1)
    }
    func modes() -> [Bool] { model.namedModules.map(\.module.isTraining) }
    #expect(modes().allSatisfy { $0 })
    model.setTraining(false)
    #expect(modes().allSatisfy { !$0 })
    model.isTraining = true
    #expect(modes().allSatisfy { $0 })
    network.isTraining = false
    #expect(!network.isTraining && network.branches["a"]?.isTraining == false)
  }

  @Test func evaluationModeEndsWithEachModulesOwnMode() throws {
    struct Failure: Error {}
    let (first, second) = (Dropout<ValueTensor>(0.5), Dropout<ValueTensor>(0.5))
    let model = Sequential([first, second])
    second.isTraining = false
    model.inEvaluationMode { #expect(!first.isTraining && !second.isTraining) }
    #expect(first.isTraining && !second.isTraining)
    #expect(throws: Failure.self) { try model.inEvaluationMode { throw Failure() } }
    #expect(first.isTraining && !second.isTraining && model.isTraining)
  }

  @Test func theModeReachesAModuleThatKnowsTheOneItIsPartOf() {
    let parent = Parent<ValueTensor>()
    #expect(parent.isTraining && parent.child.isTraining)
    parent.setTraining(false)
    #expect(!parent.isTraining && !parent.child.isTraining && !parent.child.linear.isTraining)
    parent.isTraining = true
    #expect(parent.child.linear.isTraining && parent.child.isTraining)
    let inside = parent.inEvaluationMode { parent.isTraining }
    #expect(!inside && parent.isTraining && parent.child.linear.isTraining)
  }

  @Test func aSequentialMayHoldAModuleThatKnowsIt() {
    final class Knowing: Module {
      let dropout = Dropout<ValueTensor>(0.5)
      weak var model: Sequential<ValueTensor>?
      func callAsFunction(_ input: ValueTensor) -> ValueTensor { dropout(input) }
    }
    let (knowing, other) = (Knowing(), Dropout<ValueTensor>(0.5))
    let model = Sequential([other, knowing])
    knowing.model = model
    model.isTraining = false
    #expect(!model.isTraining && !knowing.isTraining && !other.isTraining)
    other.isTraining = true
    model.inEvaluationMode { #expect(!other.isTraining && !knowing.isTraining) }
    #expect(other.isTraining && !knowing.dropout.isTraining && !model.isTraining)
  }
}
