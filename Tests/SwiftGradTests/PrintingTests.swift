import SwiftGrad
import Testing

/// What `print(tensor)` shows, on both engines.
@Suite struct PrintingTests {
  /// The text of both engines, which is the same but for the name and the spaces that stand below it.
  private func expect(
    _ text: String, of numbers: some NestedNumbers, _ format: TensorFormat = TensorFormat(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (vector, scalar) = (Tensor(numbers), ValueTensor(numbers))
    #expect(vector.formatted(format) == text, sourceLocation: sourceLocation)
    let longer = text.replacing("Tensor(", with: "ValueTensor(")
      .replacing("\n ", with: "\n      ")
    #expect(scalar.formatted(format) == longer, sourceLocation: sourceLocation)
    if format == TensorFormat() {
      #expect("\(vector)" == text && "\(scalar)" == longer, sourceLocation: sourceLocation)
    }
  }

  @Test func aNumberStandsAlone() {
    expect("Tensor(1.5)", of: 1.5)
    expect("Tensor(3)", of: 3)
    expect("Tensor(0.3333)", of: 1.0 / 3)
  }

  @Test func numbersStandInColumns() {
    expect("Tensor([1, 2], shape: [2])", of: [1, 2])
    expect("Tensor([1.00, 2.25], shape: [2])", of: [1, 2.25])
    expect(
      """
      Tensor([[   1.0,    2.5],
              [-100.0,    0.0]], shape: [2, 2])
      """, of: [[1, 2.5], [-100, 0]])
    expect(
      """
      Tensor([[[1],
               [2]],

              [[3],
               [4]]], shape: [2, 2, 1])
      """, of: [[[1], [2]], [[3], [4]]])
    #expect(
      "\(Tensor(1...16).reshaped([2, 2, 2, 2]))" == """
        Tensor([[[[ 1,  2],
                  [ 3,  4]],

                 [[ 5,  6],
                  [ 7,  8]]],


                [[[ 9, 10],
                  [11, 12]],

                 [[13, 14],
                  [15, 16]]]], shape: [2, 2, 2, 2])
        """)
  }

  @Test func nothingIsWrittenAsBrackets() {
    expect("Tensor([], shape: [0])", of: [Double]())
    #expect("\(Tensor.zeros([2, 0]))" == "Tensor([[],\n        []], shape: [2, 0])")
    #expect("\(ValueTensor.zeros([0, 3]))" == "ValueTensor([], shape: [0, 3])")
  }

  @Test func neitherZeroNorNaNHasASign() {
    expect(
      "Tensor([   0,  nan,  nan, -inf,  inf], shape: [5])",
      of: [-0.0, .nan, -.nan, -.infinity, .infinity])
    expect("Tensor(0)", of: -0.0)
    expect(
      "Tensor([0.00, 1.25], shape: [2])", of: [-0.003, 1.25], TensorFormat(precision: 2))
    expect("Tensor([-0.1,  0.5], shape: [2])", of: [-0.1, 0.5])
    #expect("\(Value(-0.0))" == "Value(0.0, grad: —)")
    #expect("\(Value(-.nan))" == "Value(nan, grad: —)")
  }

  @Test func exponentsStandWhereDigitsWouldNotDo() {
    expect("Tensor([1.0e8, 1.5e8], shape: [2])", of: [1e8, 1.5e8])
    expect("Tensor([9999999,       1], shape: [2])", of: [9_999_999, 1])
    expect("Tensor([1e-5, 5e-1], shape: [2])", of: [1e-5, 0.5])
    expect("Tensor([1.0000e-1,  1.2346e3,  0.0000e0], shape: [3])", of: [0.1, 1234.56, 0])
    expect("Tensor([   1.5, 1000.0], shape: [2])", of: [1.5, 1000])
    expect("Tensor(1e-45)", of: 1e-45)
    expect("Tensor([1e-1, 1e10], shape: [2])", of: [0.1, 1e10])
  }

  @Test func precisionIsAnOption() {
    let x = Tensor([0.123456, 12])
    #expect("\(x)" == "Tensor([ 0.1235, 12.0000], shape: [2])")
    #expect(x.formatted(precision: 1) == "Tensor([ 0.1, 12.0], shape: [2])")
    #expect(x.formatted(precision: 0) == "Tensor([ 0, 12], shape: [2])")
    #expect(Tensor(0.1).formatted(precision: 12) == "Tensor(0.1)")
    #expect(ValueTensor(1.0 / 3).formatted(precision: 12) == "ValueTensor(0.333333333333)")
  }

  @Test func theMiddleOfManyNumbersIsLeftOut() {
    expect("Tensor([   0,    1,    2, …, 1997, 1998, 1999], shape: [2000])", of: 0..<2000)
    #expect("\(Tensor(0..<1000))".contains(" 500,"))
    #expect(
      "\(Tensor(0..<1400).reshaped([7, 200]))" == """
        Tensor([[   0,    1,    2, …,  197,  198,  199],
                [ 200,  201,  202, …,  397,  398,  399],
                [ 400,  401,  402, …,  597,  598,  599],
                …,
                [ 800,  801,  802, …,  997,  998,  999],
                [1000, 1001, 1002, …, 1197, 1198, 1199],
                [1200, 1201, 1202, …, 1397, 1398, 1399]], shape: [7, 200])
        """)
    let short = TensorFormat(threshold: 3, edgeCount: 1)
    expect("Tensor([1, …, 4], shape: [4])", of: 1...4, short)
    // What is left out does not decide how the rest is written.
    expect("Tensor([1, …, 4], shape: [4])", of: [1, 0.5, 1e20, 4], short)
  }

  @Test func longRowsAreBroken() {
    #expect(
      "\(Tensor(0..<25))" == """
        Tensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,
                18, 19, 20, 21, 22, 23, 24], shape: [25])
        """)
    let narrow = ValueTensor([[1, 2, 3]]).formatted(TensorFormat(lineWidth: 1))
    #expect(narrow == "ValueTensor([[1,\n              2,\n              3]], shape: [1, 3])")
  }

  @Test func labelsAndGradientsAreSaid() {
    #expect(
      "\(Tensor.parameter([1, 2], label: "w"))"
        == "Tensor([1, 2], shape: [2], label: \"w\", requiresGradient: true)")
    #expect("\(Tensor(2, label: "a\"b"))" == "Tensor(2, label: \"a\\\"b\")")
    #expect(
      "\(ValueTensor.parameter([1]) * 2)" == "ValueTensor([2], shape: [1], requiresGradient: true)")
  }
}
