import Autograd

/// A layer of a `Sequential` that is not a `Sequential` itself, and its place: `2`, or `1.0` in a
/// nested one.
struct PlacedLayer<T: DifferentiableTensor> {
  let place: String
  let layer: any Module<T>
}

extension Sequential {
  /// The layers, nested `Sequential`s opened up.
  var placedLayers: [PlacedLayer<T>] {
    layers.enumerated().flatMap { index, layer -> [PlacedLayer<T>] in
      guard let nested = layer as? Sequential<T> else {
        return [PlacedLayer(place: "\(index)", layer: layer)]
      }
      return nested.placedLayers.map {
        PlacedLayer(place: "\(index).\($0.place)", layer: $0.layer)
      }
    }
  }

  /// Traps when the features that come out of a layer cannot go into the next one that asks for a
  /// number of them.
  func checkFeatures() {
    var source: (placed: PlacedLayer<T>, count: Int, isFlattened: Bool)?
    for placed in placedLayers {
      switch placed.layer.features {
      case .preserved: break
      case .flattened: source?.isFlattened = true
      case .unknown: source = nil
      case .fixed(let input, let output):
        if let source {
          require(
            source.isFlattened ? input.isMultiple(of: source.count) : input == source.count,
            """
            Sequential: layer \(placed.place), \(placed.layer.heading), takes \(input) features, \
            but layer \(source.placed.place), \(source.placed.layer.heading), gives \
            \(source.isFlattened ? "a multiple of " : "")\(source.count)
            """)
        }
        source = (placed, output, false)
      }
    }
  }

  /// How many features come out of each of `placedLayers`, as far as the layers before and after it
  /// tell.
  var outputFeatures: [Int?] {
    let rules = placedLayers.map(\.layer.features)
    var result = [Int?](repeating: nil, count: rules.count)
    for (index, rule) in rules.enumerated() {
      switch rule {
      case .fixed(_, let output): result[index] = output
      case .preserved where index > 0: result[index] = result[index - 1]
      case .preserved, .flattened, .unknown: break
      }
    }
    for index in rules.indices.dropLast().reversed() where result[index] == nil {
      switch rules[index + 1] {
      case .fixed(let input, _): result[index] = input
      case .preserved: result[index] = result[index + 1]
      case .flattened, .unknown: break
      }
    }
    return result
  }
}
