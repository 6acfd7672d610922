/// How often numbers occur. NaN and infinity are not counted.
public struct Histogram: PlotElement {
  public let layers: [PlotLayer]

  /// Counts the numbers that fall into each of `bins` parts of `range`, which are equally wide. A number on a border belongs to
  /// the part on its right, the upper bound to the last part.
  ///
  /// - Parameters:
  ///   - numbers: of any type, in any order.
  ///   - bins: how many bars there are.
  ///   - range: what is counted; nil for everything from the least number to the greatest.
  ///   - density: whether the bars' areas sum to 1, as those of a density do, in place of their heights being counts.
  ///   - label: its name in the legend; nil for none.
  ///   - color: nil for the next one of the theme.
  public init(
    _ numbers: some Sequence<some Numeric & Comparable>, bins: Int = 30,
    in range: ClosedRange<Double>? = nil, density: Bool = false, label: String? = nil,
    color: PlotColor? = nil
  ) {
    let bins = Bin.counting(
      doubles(numbers).filter(\.isDrawable), count: max(bins, 1), range: range, density: density)
    layers = [PlotLayer(.bins(bins), label: label, color: color)]
  }
}

struct Bin: Hashable, Sendable {
  var lower, upper, height: Double
}

extension Bin {
  static func counting(
    _ numbers: [Double], count: Int, range: ClosedRange<Double>?, density: Bool
  ) -> [Bin] {
    guard let least = numbers.min(), let greatest = numbers.max() else { return [] }
    var range = range ?? least...greatest
    if !(range.upperBound > range.lowerBound) {
      let half = max(0.5, abs(range.lowerBound) * 1e-6)
      range = (range.lowerBound - half)...(range.upperBound + half)
    }
    let edges = steps(range, count: count + 1)
    let width = (range.upperBound - range.lowerBound) / Double(count)
    var counts = [Int](repeating: 0, count: count)
    for number in numbers where range.contains(number) {
      var index = min(max(Int((number - range.lowerBound) / width), 0), count - 1)
      // The division may round to the other side of a border.
      if index > 0, number < edges[index] { index -= 1 }
      if index < count - 1, number >= edges[index + 1] { index += 1 }
      counts[index] += 1
    }
    let total = Double(counts.reduce(0, +))
    return counts.enumerated().map { index, value in
      let height = density && total > 0 ? Double(value) / total / width : Double(value)
      return Bin(lower: edges[index], upper: edges[index + 1], height: height)
    }
  }
}
