import Testing

@testable import Plotting

@Suite struct AxisTests {
  @Test(arguments: [
    (0.0...1, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (-3.0...3, 7, ["−3", "−2", "−1", "0", "1", "2", "3"]),
    (0.0...0.3, 3, ["0", "0.1", "0.2", "0.3"]),
    (-1.0...9, 4, ["0.0", "2.5", "5.0", "7.5"]),
    (0.0...4e-5, 4, ["0", "1×10⁻⁵", "2×10⁻⁵", "3×10⁻⁵", "4×10⁻⁵"]),
    (0.0...2.5e7, 5, ["0", "0.5×10⁷", "1.0×10⁷", "1.5×10⁷", "2.0×10⁷", "2.5×10⁷"]),
    (99_990.0...100_000, 5, ["99990", "99992", "99994", "99996", "99998", "100000"]),
  ])
  func ticksAreRoundNumbers(range: ClosedRange<Double>, count: Int, texts: [String]) {
    let axis = AxisRange([], axis: Axis(label: "", limits: range), margin: 0)
    #expect(Ticks(axis, about: count).labeled.map(\.text) == texts.map { $0 == "0.0" ? "0" : $0 })
  }

  @Test(arguments: [
    ([1], ["1"]), ([1, 2], ["1", "2"]), ([0, 1, 2, 3], ["0", "1", "2", "3"]),
    ([0, 10], ["0", "5", "10"]), ([0.2, 0.8], ["0.2", "0.4", "0.6", "0.8"]),
  ])
  func anAxisOfWholeNumbersHasNoOthersIfItHasAny(x: [Double], texts: [String]) {
    let plot = Plot { Line(x: x, y: x) }.xAxis(wholeNumbers: true)
    // Room for five.
    let layout = PanelLayout(plot, in: Rect(left: 0, right: 380, bottom: 0, top: 300))
    #expect(layout.xTicks.labeled.map(\.text) == texts)
  }

  @Test func ticksOfPowersOfTen() {
    func texts(_ range: ClosedRange<Double>) -> [String] {
      let axis = AxisRange([], axis: Axis(label: "", limits: range, scale: .log), margin: 0)
      return Ticks(axis, about: 6).labeled.map(\.text)
    }
    #expect(texts(0.01...100) == ["0.01", "0.1", "1", "10", "100"])
    #expect(texts(1e-5...1) == ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"])
    #expect(texts(1e-12...1) == ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"])
    #expect(texts(2...9) == ["2", "3", "5"])
  }

  @Test(arguments: [0, 1, -2.5, 1e-300, 1e299, 1e16])
  func oneNumberHasRoomAroundIt(number: Double) {
    for scale in AxisScale.allCases where scale == .linear || number > 0 {
      let range = AxisRange([number], axis: Axis(label: "", scale: scale), margin: 0.05)
      #expect(range.lower < number && number < range.upper)
      #expect(abs(range.fraction(of: number) - 0.5) < 0.01)
    }
  }

  @Test func extremeNumbersHavePlaces() {
    let axis = Axis(label: "")
    for numbers in [
      [-9e299, 9e299], [.infinity, .nan], [Double.leastNonzeroMagnitude, 0], [1, 1 + 1e-15], [],
    ] {
      let range = AxisRange(numbers, axis: axis, margin: 0.05)
      #expect(range.lower.isFinite && range.upper.isFinite && range.lower < range.upper)
      #expect(Ticks(range, about: 6).labeled.count > 1, "\(range)")
    }
  }

  @Test func limitsThatCannotBeAreNotTaken() {
    let infinite = AxisRange([1, 2], axis: Axis(label: "", limits: 0...Double.infinity), margin: 0)
    #expect(infinite.lower == 1 && infinite.upper == 2)
    let negative = AxisRange(
      [1, 2], axis: Axis(label: "", limits: -5 ... -1, scale: .log), margin: 0)
    #expect(abs(negative.lower - 1) < 1e-12 && abs(negative.upper - 2) < 1e-12)
  }

  @Test func aHistogramCountsEveryNumberOnce() {
    let numbers = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, .nan, .infinity]
    let bins = Bin.counting(numbers.filter(\.isDrawable), count: 10, range: nil, density: false)
    #expect(bins.map(\.height) == [1, 1, 1, 1, 0, 1, 0, 1, 0, 1])
    let part = Bin.counting([0, 1, 2, 3], count: 2, range: 1...3, density: false)
    #expect(part.map(\.height) == [1, 2])
    let density = Bin.counting(Gallery.normal(500), count: 20, range: nil, density: true)
    let area = density.map { $0.height * ($0.upper - $0.lower) }.reduce(0, +)
    #expect(abs(area - 1) < 1e-9)
    #expect(Bin.counting([], count: 3, range: nil, density: false).isEmpty)
    #expect(Bin.counting([4, 4], count: 3, range: nil, density: false).map(\.height) == [0, 2, 0])
  }
}
