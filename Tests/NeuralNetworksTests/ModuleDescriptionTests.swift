import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

private final class Residual<T: DifferentiableTensor>: Module {
  let linear1: Linear<T>
  let activation = Tanh<T>()
  let blocks: [any Module<T>]
  let gain = T.of([1], [1])

  init(_ width: Int) {
    linear1 = Linear<T>(width, width)
    blocks = [
      Sequential<T> {
        Linear(width, 2 * width); ELU(); Linear(2 * width, width)
      }, linear1,
    ]
  }

  func callAsFunction(_ input: T) -> T {
    input + gain * blocks.reduce(activation(linear1(input))) { $1($0) }
  }
}

@Suite struct ModuleDescriptionTests {
  @Test func aModelPrintsItsLayers() {
    let model = Sequential<ValueTensor> {
      Flatten()
      Linear(784, 64)
      LeakyReLU()
      Dropout(0.25)
      Sequential {
        Linear(64, 1, bias: false)
        PReLU()
      }
      Activation(.sin)
      Softmax()
    }
    #expect(
      "\(model)" == """
        Sequential(
          (0): Flatten()
          (1): Linear(784 → 64)
          (2): LeakyReLU(slope: 0.01)
          (3): Dropout(p: 0.25)
          (4): Sequential(
            (0): Linear(64 → 1, bias: false)
            (1): PReLU(count: 1)
          )
          (5): Activation(sin)
          (6): Softmax(axis: -1)
        )
        """)
  }

  @Test func aSummaryAddsUp() {
    let model = Sequential<ValueTensor> {
      Linear(784, 64)
      ReLU()
      Linear(64, 10)
    }
    #expect(model.parameterCount == 50_890)
    #expect(
      model.summary() == """
                   Layer             Output   Parameters
        0          Linear(784 → 64)  [*, 64]      50,240
        1          ReLU()            [*, 64]           0
        2          Linear(64 → 10)   [*, 10]         650
        total                                     50,890
        trainable                                 50,890
        fixed                                          0
        """)
  }

  @Test func anMLPHasTheLayersOfItsSizes() {
    let model = MLP<ValueTensor>(784, 16, 16, 10)
    #expect(model.parameterCount == 13_002)
    #expect(
      model.summary() == """
                   Layer             Output   Parameters
        0          Linear(784 → 16)  [*, 16]      12,560
        1          ReLU()            [*, 16]           0
        2          Linear(16 → 16)   [*, 16]         272
        3          ReLU()            [*, 16]           0
        4          Linear(16 → 10)   [*, 10]         170
        total                                     13,002
        trainable                                 13,002
        fixed                                          0
        """)
  }

  @Test func aSummaryOpensModulesOfYourOwn() {
    let model = Sequential<ValueTensor> {
      Flatten()
      Linear(3, 2)
      Residual(2)
      GELU()
    }
    #expect(
      model.summary() == """
                      Layer            Output  Parameters
        0             Flatten()        [*, 3]           0
        1             Linear(3 → 2)    [*, 2]           8
        2             Residual()       –                1
        2.linear1     Linear(2 → 2)    [*, 2]           6
        2.activation  Tanh()           –                0
        2.blocks.0.0  Linear(2 → 4)    [*, 4]          12
        2.blocks.0.1  ELU(alpha: 1.0)  [*, 4]           0
        2.blocks.0.2  Linear(4 → 2)    [*, 2]          10
        2.blocks.1    Linear(2 → 2)    [*, 2]           0
        3             GELU()           –                0
        total                                          37
        trainable                                      37
        fixed                                           0
        """)
  }

  @Test func aSummaryTellsWhatTrainingLeavesAsItIs() {
    let model = MLP<ValueTensor>(4, 3, 2)
    let first = model[0] as? Linear<ValueTensor>
    first?.weight.requiresGradient = false
    #expect(
      model.summary() == """
                   Layer          Output  Parameters
        0          Linear(4 → 3)  [*, 3]          15
        1          ReLU()         [*, 3]           0
        2          Linear(3 → 2)  [*, 2]           8
        total                                     23
        trainable                                 11
        fixed                                     12
        """)
  }

  @Test func anMLPNamesItsActivationsAsLayersDo() {
    func name(_ activation: UnaryOperation) -> String {
      MLP<ValueTensor>(1, 1, 1, activation: activation)[1].description
    }
    #expect(name(.relu) == "ReLU()" && name(.tanh) == "Tanh()" && name(.sigmoid) == "Sigmoid()")
    #expect(name(.leakyReLU(slope: 0.2)) == "LeakyReLU(slope: 0.2)")
    #expect(name(.elu(alpha: 2)) == "ELU(alpha: 2.0)" && name(.sin) == "Activation(sin)")
    #expect(name(.silu) == "SiLU()" && name(.mish) == "Mish()")
  }

  @Test func aFunctionIsALayer() {
    let model = Sequential<ValueTensor> {
      Lambda { $0.pow(2) }
      Lambda { $0 + 1 }
    }
    #expect(model(ValueTensor([2.0, 3.0])).scalars == [5, 10])
    #expect(model[0].description == "Lambda()")
  }
}
