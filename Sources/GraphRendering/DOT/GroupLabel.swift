import Autograd

/// What stands in the box of a collapsed module: its path, what it does, how much is in it.
struct GroupLabel {
  /// The label, ready to follow `label=`.
  let text: String

  init(_ group: Group) {
    let count = group.repeats > 1 ? "  × \(group.repeats.grouped)" : ""
    let shown = group.symbols.prefix(5) + (group.symbols.count > 5 ? ["…"] : [])
    let lines = [
      group.title.shortened(to: 60) + count, shown.joined(separator: "  "), group.contents,
    ]
    text = lines.filter { !$0.isEmpty }.joined(separator: "\n").dotQuoted
  }
}
