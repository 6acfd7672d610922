/// Why a plot could not be drawn or written.
public enum PlotError: Error, Hashable, Sendable {
  /// The ending of a file name is none of a plot's.
  case unknownFormat(path: String)
  /// The program that draws is not installed; the numbers are in the file `keptData`, unless that is nil.
  case missingProgram(keptData: String?)
  /// The program that draws could not be run, or stopped with a message.
  case drawingFailed(message: String)
  /// Drawing took longer than it was given.
  case timeLimitExceeded(Duration)
  /// The file could not be written.
  case cannotWrite(path: String, reason: String)
}

extension PlotError: CustomStringConvertible {
  /// What was expected, what was found, and what helps, in one line.
  public var description: String {
    switch self {
    case .unknownFormat(let path):
      let endings = PlotFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      return "\(path): expected a file name that ends in one of \(endings)"
    case .missingProgram(let keptData):
      let data = keptData.map { "; the numbers are in \($0)" } ?? ""
      return """
        expected the program gnuplot, which draws plots, found none: install it with \
        `apt-get install --no-install-recommends gnuplot-nox` on Debian and Ubuntu, `dnf install gnuplot-minimal` on Fedora, \
        `brew install gnuplot` on macOS\(data)
        """
    case .drawingFailed(let message):
      return "gnuplot could not draw the plot: \(message)"
    case .timeLimitExceeded(let limit):
      return """
        drawing took longer than the \(limit) that `timeLimit` allows; draw fewer points or a lower resolution, or raise it
        """
    case .cannotWrite(let path, let reason):
      return "\(path): cannot be written: \(reason)"
    }
  }
}
