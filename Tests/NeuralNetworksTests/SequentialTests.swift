import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

/// A module of a user's own, which says what it does to features, or does not.
private final class Doubling<T: DifferentiableTensor>: Module {
  let features: FeatureRule
  init(_ features: FeatureRule) { self.features = features }
  func callAsFunction(_ input: T) -> T { concatenate([input, input], axis: -1) }
}

@Suite struct SequentialTests {
  @Test(arguments: Engine.allCases)
  func layersFollowOneAnother(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let model = Sequential<T> {
        Linear(3, 4)
        Tanh()
        Linear(4, 2)
        GELU()
      }
      let input = T.of([0.5, -1, 2, 0.1, 0.2, -0.3], [2, 3])
      let expected = model.layers.reduce(input) { $1($0) }
      #expect(model(input).shape == [2, 2])
      #expect(agree(model(input).doubles, expected.doubles, within: T.tolerance))
      model(input).sum().backward()
      let gradients = model.parameters.map(\.gradientDoubles)
      model.zeroGradients()
      expected.sum().backward()
      for (gradient, parameter) in zip(gradients, model.parameters) {
        #expect(agree(gradient, parameter.gradientDoubles, within: T.tolerance))
      }
    }
    check(engine.tensorType)
  }

  @Test func theBuilderKnowsConditionsAndLoops() {
    func build(depth: Int, hasDropout: Bool) -> Sequential<ValueTensor> {
      Sequential {
        for _ in 0..<depth {
          Linear(4, 4)
          ReLU()
        }
        if hasDropout { Dropout(0.5) }
        if depth > 1 {
          Linear(4, 2)
        } else {
          Linear(4, 3)
        }
      }
    }
    #expect(build(depth: 2, hasDropout: true).layers.count == 6)
    #expect(build(depth: 1, hasDropout: false).layers.count == 3)
    #expect("\(build(depth: 2, hasDropout: false)[4])" == "Linear(4 → 2)")
    #expect("\(build(depth: 0, hasDropout: false)[0])" == "Linear(4 → 3)")
  }

  @Test func aSequentialWithoutLayersGivesItsInput() {
    let input = ValueTensor([1.0, 2.0])
    #expect(Sequential<ValueTensor>([])(input) === input)
  }

  @Test(arguments: Engine.allCases)
  func aHiddenWidthOfOneWorks(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let model = Sequential<T> {
        Linear(3, 1)
        Sigmoid()
        Linear(1, 1)
      }
      let loss = model(T.of([1, 2, 3], [1, 3])).sum()
      loss.backward()
      #expect(model.parameters.filter(\.hasGradient).count == 4)
    }
    check(engine.tensorType)
  }

  @Test func sizesThatFitAfterFlatteningAreTaken() {
    let model = Sequential<ValueTensor> {
      Linear(4, 5)
      Flatten()
      Linear(10, 2)
    }
    #expect(model(ValueTensor.ones([3, 2, 4])).shape == [3, 2])
  }

  @Test func sizesThatDoNotFitAreRefusedWithBothNames() async {
    let plain = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential<ValueTensor> {
        Linear(4, 5)
        Linear(4, 2)
      }
    }
    expectMessage(
      of: plain, contains: "layer 1, Linear(4 → 2), takes 4 features",
      "layer 0, Linear(4 → 5), gives 5")
    let nested = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential<ValueTensor> {
        Sequential {
          Linear(4, 5)
          ReLU()
        }
        Dropout(0.5)
        Sequential {
          Softplus()
          MLP(4, 2)
        }
      }
    }
    expectMessage(
      of: nested, contains: "layer 2.1.0, Linear(4 → 2), takes 4 features",
      "layer 0.0, Linear(4 → 5), gives 5")
    let flattened = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Sequential<ValueTensor>([
        Linear<ValueTensor>(4, 5), PReLU<ValueTensor>(), Flatten<ValueTensor>(),
        Linear<ValueTensor>(4, 2),
      ])
    }
    expectMessage(
      of: flattened, contains: "layer 3, Linear(4 → 2), takes 4 features",
      "layer 0, Linear(4 → 5), gives a multiple of 5")
  }

  @Test func aModuleOfYourOwnIsCheckedByWhatItDeclares() async {
    let model = Sequential<ValueTensor> {
      Linear(4, 5)
      Doubling(.unknown)
      Linear(10, 2)
    }
    #expect(model(ValueTensor.ones([1, 4])).shape == [1, 2])
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential<ValueTensor> {
        Doubling(.fixed(input: 4, output: 8))
        Linear(4, 2)
      }
    }
    expectMessage(of: result, contains: "layer 0, Doubling(), gives 8")
  }

  @Test func aWrongInputWidthNamesTheLayer() async {
    let model = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = Sequential<ValueTensor> {
        Flatten()
        Linear(4, 2)
      }
      _ = model(ValueTensor.ones([3, 5]))
    }
    expectMessage(of: model, contains: "layer 1, Linear(4 → 2)", "[3, 5]")
    let alone = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Linear<ValueTensor>(4, 2)(ValueTensor(1))
    }
    expectMessage(of: alone, contains: "Linear(4 → 2): an input of shape []")
  }
}
