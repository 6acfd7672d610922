import Autograd

extension Module {
  /// A table of the layers: their place, their output shape with the batch axis as `*`, and how
  /// many numbers they have, with the totals: all, those that training changes, and those that it
  /// leaves as they are, frozen parameters and constants.
  ///
  ///     print(model.summary())
  ///     //            Layer             Output   Parameters
  ///     // 0          Linear(784 → 64)  [*, 64]      50,240
  ///     // 1          ReLU()            [*, 64]           0
  ///     // 2          Linear(64 → 10)   [*, 10]         650
  ///     // total                                     50,890
  ///     // trainable                                 50,890
  ///     // fixed                                          0
  ///
  /// The shape is left open (`–`) where it takes data to tell. A shared parameter counts where it
  /// stands first.
  public func summary() -> String {
    var summary = Summary<TensorType>()
    summary.add(self, place: "", outputFeatures: nil)
    let heading = ["", "Layer", "Output", "Parameters"]
    let totals = [
      ("total", summary.count), ("trainable", parameterCount),
      ("fixed", summary.count - parameterCount),
    ].map { name, count in [name, "", "", count.grouped] }
    return TextTable(rows: [heading] + summary.rows + totals, rightAligned: [3]).description
  }
}

/// The rows of a summary, and what has been counted already.
private struct Summary<T: DifferentiableTensor> {
  private(set) var rows: [[String]] = []
  /// How many numbers there are in all rows.
  private(set) var count = 0
  private var counted: Set<ObjectIdentifier> = []
  private var opened: Set<ObjectIdentifier> = []

  mutating func add(_ module: any Module<T>, place: String, outputFeatures: Int?) {
    let path = place.isEmpty ? "" : "\(place)."
    if let sequential = module as? Sequential<T> {
      for (placed, width) in zip(sequential.placedLayers, sequential.outputFeatures) {
        add(placed.layer, place: path + placed.place, outputFeatures: width)
      }
      return
    }
    let submodules = module.submodules
    let own = module.ownParameters.map(\.parameter) + module.ownConstants
    if submodules.isEmpty || !own.isEmpty {
      addRow(module, place: place, outputFeatures: outputFeatures, parameters: own)
    }
    guard opened.insert(ObjectIdentifier(module)).inserted else { return }
    for (name, submodule) in submodules {
      add(submodule, place: path + name, outputFeatures: nil)
    }
  }

  private mutating func addRow(
    _ module: any Module<T>, place: String, outputFeatures: Int?, parameters: [T]
  ) {
    var width = outputFeatures
    if case .fixed(_, let output) = module.features { width = output }
    let count = parameters.reduce(0) { total, parameter in
      counted.insert(ObjectIdentifier(parameter)).inserted
        ? total + parameter.shape.elementCount : total
    }
    self.count += count
    rows.append([place, module.heading, width.map { "[*, \($0)]" } ?? "–", count.grouped])
  }
}
