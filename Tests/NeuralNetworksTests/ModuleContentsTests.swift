import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

private func layer() -> Linear<ValueTensor> { Linear(2, 2, bias: false) }

/// Layers wherever a property can hold them.
@Suite struct ModuleContentsTests {
  private typealias Layer = Linear<ValueTensor>

  private struct Block {
    let name = "block"
    let linear = Layer(2, 2, bias: false)
    var scale = ValueTensor([1.0], requiresGradient: true)
  }

  private enum Head {
    case none
    case one(Layer)
    case two(left: Layer, right: Layer)
  }

  private class Holder: Module {
    func callAsFunction(_ input: ValueTensor) -> ValueTensor { input }
  }

  @Test func structuresAreOpened() {
    final class Model: Holder {
      let block = Block()
      let blocks = [Block(), Block()]
      let missing: Block? = nil
    }
    #expect(
      Model().namedParameters.map(\.name)
        == [
          "block.scale", "block.linear.weight", "blocks.0.scale", "blocks.1.scale",
          "blocks.0.linear.weight", "blocks.1.linear.weight",
        ].sorted { first, second in
          // A module's own parameters come before those of its layers.
          first.hasSuffix("scale") && !second.hasSuffix("scale")
        })
  }

  @Test func tuplesAndPayloadsAreOpened() {
    final class Model: Holder {
      let pair = (layer(), layer())
      let named = (first: layer(), count: 3)
      let none = Head.none
      let one = Head.one(layer())
      let two = Head.two(left: layer(), right: layer())
    }
    #expect(
      Model().namedParameters.map(\.name) == [
        "pair.0.weight", "pair.1.weight", "named.first.weight", "one.one.weight",
        "two.two.left.weight", "two.two.right.weight",
      ])
  }

  @Test func aLayerMayStandBehindAnythingElse() {
    final class Model: Holder {
      let mixed: [Any] = [1, "two", layer(), Block()]
      let optional: [Layer?] = [nil, layer()]
      let nested: [[Layer]] = [[], [layer()]]
    }
    #expect(
      Model().namedParameters.map(\.name) == [
        "mixed.3.scale", "mixed.2.weight", "mixed.3.linear.weight", "optional.1.weight",
        "nested.1.0.weight",
      ])
  }

  @Test func wholeNumbersAreOrderedAsNumbers() {
    final class Model: Holder {
      let byNumber = Dictionary(uniqueKeysWithValues: [10, 2, 0, 1].map { ($0, layer()) })
      let byName = ["b": layer(), "a": layer()]
    }
    #expect(
      Model().namedParameters.map(\.name) == [
        "byNumber.0.weight", "byNumber.1.weight", "byNumber.2.weight", "byNumber.10.weight",
        "byName.a.weight", "byName.b.weight",
      ])
  }

  /// Counts how often reflection looks into it.
  private struct Watched: CustomReflectable {
    nonisolated(unsafe) static var count = 0
    let number: Double
    var customMirror: Mirror {
      unsafe Watched.count += 1
      return Mirror(self, children: ["number": number], displayStyle: .struct)
    }
  }

  @Test func plainNumbersAreNotWalked() {
    final class Model: Holder {
      let points = (0..<1000).map { Watched(number: Double($0)) }
      let linear = layer()
    }
    let model = Model()
    unsafe Watched.count = 0
    #expect(model.namedParameters.map(\.name) == ["linear.weight"])
    // The first of them tells, once for each time the module is opened.
    #expect(unsafe Watched.count < 10)
  }
}
