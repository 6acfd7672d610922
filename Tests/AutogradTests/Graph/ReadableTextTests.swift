import Autograd
import Testing

@Suite struct ReadableTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (-Double.nan, "NaN"), (1.0, "1"), (-6.0, "-6"), (0.5, "0.5"),
    (24.70408163265306, "24.704"), (138.83381924198252, "138.83"),
    (-0.7071067811865476, "-0.70711"),
    (0.1 + 0.2, "0.3"), (123_456.7, "123460"), (999_999.0, "1e6"), (100_000.0, "100000"),
    (1_234_567.0, "1.2346e6"), (0.000123456789, "0.00012346"), (0.0000123456789, "1.2346e-5"),
    (1e-300, "1e-300"), (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7977e308"),
    (9.99996, "10"), (0.999996, "1"), (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "-∞"),
  ])
  func `a number has five digits`(number: Double, text: String) {
    #expect(number.readableText() == text)
  }

  @Test func `a number other than 0 never reads 0`() {
    for exponent in stride(from: -320, through: 300, by: 7) {
      let number = Double("3.7e\(exponent)") ?? .nan
      #expect(number.readableText() != "0")
      #expect(abs((Double(number.readableText()) ?? 0) / number - 1) < 0.01)
    }
  }

  @Test func `digits can be fewer`() {
    #expect(24.70408.readableText(digits: 3) == "24.7")
    #expect(0.0357142.readableText(digits: 1) == "0.04")
  }

  @Test func `a Float has no digits but its own`() {
    #expect(Float(0.1).readableText(digits: 12) == "0.1")
    #expect(Float(5.4772058).readableText(digits: 3) == "5.48")
    #expect((-Float.infinity).readableText() == "-∞")
  }
}
