/// Colors for numbers, from the least to the greatest.
public enum ColorMap: Hashable, Sendable, CaseIterable {
  /// From dark blue over green to yellow, equal steps of numbers being equal steps to the eye (Smith and van der Walt, 2015).
  case viridis
  /// From black to white.
  case gray
  /// From white to black.
  case inverseGray
  /// From blue over white, which is 0, to red.
  case diverging

  /// Colors at equal distances.
  var stops: [String] {
    switch self {
    case .viridis:
      [
        "#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58",
        "#b5de2b", "#fde725",
      ]
    case .gray: ["#000000", "#ffffff"]
    case .inverseGray: ["#ffffff", "#000000"]
    case .diverging:
      [
        "#053061", "#2166ac", "#4393c3", "#92c5de", "#f7f7f7", "#f4a582", "#d6604d", "#b2182b",
        "#67001f",
      ]
    }
  }

  /// The color at a place from 0 to 1; NaN is at 0.
  func color(at fraction: Double) -> RGB {
    let stops = stops.map { RGB(hex: $0) }
    let place = (fraction > 0 ? min(fraction, 1) : 0) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], place - Double(index))
  }
}
