import Autograd
import Testing

@Suite struct FunctionTests {
  @Test func functionsAreTheMethodsOfTheirNames() {
    let x = PlainNumber(0.3)
    let y = PlainNumber(1.7)
    #expect(exp(x) == x.exp())
    #expect(log(x) == x.log())
    #expect(sqrt(x) == x.sqrt())
    #expect(sin(x) == x.sin())
    #expect(cos(x) == x.cos())
    #expect(tan(x) == x.tan())
    #expect(asin(x) == x.asin())
    #expect(acos(x) == x.acos())
    #expect(atan(x) == x.atan())
    #expect(sinh(x) == x.sinh())
    #expect(cosh(x) == x.cosh())
    #expect(tanh(x) == x.tanh())
    #expect(log1p(x) == x.log1p())
    #expect(expm1(x) == x.expm1())
    #expect(log2(x) == x.log2())
    #expect(log10(x) == x.log10())
    #expect(erf(x) == x.erf())
    #expect(floor(x) == x.floor())
    #expect(ceil(x) == x.ceil())
    #expect(round(x) == x.round())
    #expect(sigmoid(x) == x.sigmoid())
    #expect(relu(x) == x.relu())
    #expect(softplus(x) == x.softplus())
    #expect(gelu(x) == x.gelu())
    #expect(silu(x) == x.silu())
    #expect(pow(x, 2) == x.pow(2))
    #expect(pow(x, y) == x.pow(y))
    #expect(pow(2, y) == PlainNumber(2).pow(y))
  }

  @Test func logarithmsOfWholePowersAreWhole() {
    for exponent in -20...20 {
      let power = PlainNumber(2).pow(Double(exponent))
      #expect(power.log2().value == Double(exponent))
    }
    #expect(PlainNumber(1000).log10().value == 3)
  }

  @Test func smallNumbersKeepTheirDigits() {
    #expect(PlainNumber(1e-18).log1p().value == 1e-18)
    #expect(PlainNumber(1e-18).expm1().value == 1e-18)
  }
}
