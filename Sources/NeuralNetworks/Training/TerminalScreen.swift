import Foundation

/// What standard output is able to show of text.
package struct TerminalScreen: Sendable {
  /// Whether a line can be written over: a terminal reads it, not a file or a pipe, and it is not a dumb one.
  package let isInteractive: Bool
  private let environment: [String: String]
  private let measuredWidth: @Sendable () -> Int?

  /// - Parameter measuredWidth: the columns that the system knows of.
  package init(
    isTerminal: Bool, environment: [String: String],
    measuredWidth: @escaping @Sendable () -> Int? = { nil }
  ) {
    let type = environment["TERM"] ?? ""
    isInteractive = isTerminal && type != "dumb" && !type.isEmpty
    self.environment = environment
    self.measuredWidth = measuredWidth
  }

  /// The columns: what `COLUMNS` says if that can be, or else the system, or else 80.
  package var width: Int {
    let stated = environment["COLUMNS"].flatMap { Int($0) }
    if let stated, (1...10_000).contains(stated) { return stated }
    return measuredWidth() ?? 80
  }

  /// The one that standard output goes to.
  package static var standardOutput: TerminalScreen {
    TerminalScreen(
      isTerminal: isatty(STDOUT_FILENO) == 1, environment: ProcessInfo.processInfo.environment,
      measuredWidth: {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
          return nil
        }
        return Int(size.ws_col)
      })
  }
}
