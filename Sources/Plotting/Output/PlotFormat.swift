/// What a plot can be written as.
public enum PlotFormat: String, Hashable, Sendable, CaseIterable {
  case png, svg, pdf
  /// The numbers, one a line, with the plot and the series that they belong to.
  case csv
  /// The script from which gnuplot draws, numbers included.
  case gp

  /// The format that the ending of a file name asks for, in capitals or not.
  init(path: String) throws(PlotError) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
    guard let format = ending.flatMap({ PlotFormat(rawValue: $0) }) else {
      throw .unknownFormat(path: path)
    }
    self = format
  }
}
