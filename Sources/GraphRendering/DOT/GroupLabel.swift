import Autograd

/// What stands in the box of a collapsed module.
struct GroupLabel {
  let dot: String

  init(_ group: Group, _ options: DrawingOptions) {
    typealias Text = HTMLTable.Text
    var heading = [Text(text: group.title.shortened(to: 60), isBold: true)]
    if group.repeats > 1 {
      heading.append(Text(text: "  × \(group.repeats.grouped)", size: 15, isBold: true))
    }
    var lines = [heading]
    if !group.symbols.isEmpty {
      let shown = group.symbols.prefix(5) + (group.symbols.count > 5 ? ["…"] : [])
      lines.append([Text(text: shown.joined(separator: "  "))])
    }
    lines.append([Text(text: group.contents, color: options.theme.caption, size: 9)])
    var table = HTMLTable()
    table.rows = lines.map { [HTMLTable.Cell(pieces: $0, alignment: "CENTER")] }
    dot = table.dot
  }
}
