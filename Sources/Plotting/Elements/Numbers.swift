import Autograd

/// Numbers of any kind as `Double`s: what is neither a floating-point nor an integer type is read from its text.
func doubles<Number: Numeric & Comparable>(_ numbers: some Sequence<Number>) -> [Double] {
  let array = Array(numbers)
  if let doubles = array as? [Double] { return doubles }
  if let floats = array as? [Float] { return floats.map(Double.init) }
  return array.map { number in
    switch number {
    case let number as any BinaryFloatingPoint: Double(number)
    case let number as any BinaryInteger: Double(number)
    default: Double("\(number)") ?? .nan
    }
  }
}

/// The points of two sequences; traps when one is longer.
func points(
  x: some Sequence<some Numeric & Comparable>, y: some Sequence<some Numeric & Comparable>,
  of element: String
) -> [Point] {
  let (x, y) = (doubles(x), doubles(y))
  require(
    x.count == y.count,
    "\(element): expected as many x as y, found \(x.count) x and \(y.count) y")
  return zip(x, y).map { Point($0, $1) }
}

func points<X: Numeric & Comparable, Y: Numeric & Comparable>(
  _ pairs: some Sequence<(X, Y)>
) -> [Point] {
  let pairs = Array(pairs)
  return zip(doubles(pairs.map(\.0)), doubles(pairs.map(\.1))).map { Point($0, $1) }
}

/// `count` numbers at equal distances, the bounds among them.
func steps(_ range: ClosedRange<Double>, count: Int) -> [Double] {
  let (lower, upper) = (range.lowerBound, range.upperBound)
  return (0..<count).map { index in
    let fraction = count > 1 ? Double(index) / Double(count - 1) : 0.5
    return lower * (1 - fraction) + upper * fraction
  }
}
