import Foundation
import SwiftGrad

/// What standard output is able to show.
struct Terminal {
  /// Whether a line can be written over: a terminal reads it, not a file or a pipe, and it is not a dumb one.
  let isInteractive: Bool
  /// How images are drawn: in colour where it is an interactive terminal and the user has not set `NO_COLOR`.
  let imageStyle: LabeledImage.TerminalStyle
  private let environment: [String: String]
  private let measuredWidth: @Sendable () -> Int?

  /// - Parameter measuredWidth: the columns that the system knows of.
  init(
    isTerminal: Bool, environment: [String: String],
    measuredWidth: @escaping @Sendable () -> Int? = { nil }
  ) {
    let type = environment["TERM"] ?? ""
    isInteractive = isTerminal && type != "dumb" && !type.isEmpty
    if !isInteractive || !(environment["NO_COLOR"] ?? "").isEmpty {
      imageStyle = .ascii
    } else if ["truecolor", "24bit"].contains(environment["COLORTERM"]) {
      imageStyle = .trueColor
    } else {
      imageStyle = type.contains("256color") ? .indexedColor : .ascii
    }
    self.environment = environment
    self.measuredWidth = measuredWidth
  }

  /// The columns: what `COLUMNS` says if that can be, or else the system, or else 80.
  var width: Int {
    let stated = environment["COLUMNS"].flatMap { Int($0) }
    if let stated, (1...10_000).contains(stated) { return stated }
    return measuredWidth() ?? 80
  }

  /// The one that standard output goes to.
  static var standardOutput: Terminal {
    Terminal(
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
