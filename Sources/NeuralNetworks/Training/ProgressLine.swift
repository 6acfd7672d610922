/// The last line of a terminal, which shows how far an epoch is until something else takes its place.
package final class ProgressLine {
  private let screen: TerminalScreen
  private let unit: String
  private let write: (String) throws -> Void
  private var lastDrawing: ContinuousClock.Instant?

  /// - Parameter unit: what an epoch is made of: `images`.
  package init(screen: TerminalScreen, unit: String, write: @escaping (String) throws -> Void) {
    self.screen = screen
    self.unit = unit
    self.write = write
  }

  /// Draws the bar where a terminal reads it and it is time to.
  package func draw(_ progress: EpochProgress) throws {
    guard screen.isInteractive, isTimeToDraw() else { return }
    let bar = ProgressBar(progress: progress, unit: unit)
    // The last column stays free: some terminals begin a new line as soon as it is filled.
    try write("\r\(bar.line(width: screen.width - 1))\(eraseRest)")
  }

  /// Writes a line over the bar.
  package func replace(with line: String) throws {
    try write("\(screen.isInteractive ? "\r\(eraseRest)" : "")\(line)\n")
  }

  /// Ten times a second is as often as an eye can follow, and costs training nothing.
  private func isTimeToDraw() -> Bool {
    let now = ContinuousClock.now
    if let lastDrawing, now - lastDrawing < .milliseconds(100) { return false }
    lastDrawing = now
    return true
  }

  private var eraseRest: String { "\u{1B}[K" }
}
