import Foundation
import SwiftGrad

/// What standard output is able to show.
struct Terminal {
  /// What it shows of text.
  let screen: TerminalScreen
  /// How images are drawn: in colour where it is an interactive terminal and the user has not set `NO_COLOR`.
  let imageStyle: LabeledImage.TerminalStyle

  init(_ screen: TerminalScreen, environment: [String: String]) {
    self.screen = screen
    if !screen.isInteractive || !(environment["NO_COLOR"] ?? "").isEmpty {
      imageStyle = .ascii
    } else if ["truecolor", "24bit"].contains(environment["COLORTERM"]) {
      imageStyle = .trueColor
    } else {
      imageStyle = (environment["TERM"] ?? "").contains("256color") ? .indexedColor : .ascii
    }
  }

  /// - Parameter measuredWidth: the columns that the system knows of.
  init(
    isTerminal: Bool, environment: [String: String],
    measuredWidth: @escaping @Sendable () -> Int? = { nil }
  ) {
    self.init(
      TerminalScreen(
        isTerminal: isTerminal, environment: environment, measuredWidth: measuredWidth),
      environment: environment)
  }

  /// Whether a line can be written over.
  var isInteractive: Bool { screen.isInteractive }
  /// The columns.
  var width: Int { screen.width }

  /// The one that standard output goes to.
  static var standardOutput: Terminal {
    Terminal(.standardOutput, environment: ProcessInfo.processInfo.environment)
  }
}
