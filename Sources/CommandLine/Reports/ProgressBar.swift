import Foundation

/// A line that shows how far an epoch is, as wide as there is room for.
struct ProgressBar {
  let progress: EpochProgress

  /// The line in no more than `width` columns: the bar gets what the rest leaves, and the parts that can best be done
  /// without go first where it is narrow.
  func line(width: Int) -> String {
    let epoch = "epoch \(progress.epoch)/\(progress.epochCount)"
    let percent = String(format: "%3d %%", Int(progress.fraction * 100))
    let rate = "\(progress.rate) images/s"
    let left = "\(ProgressBar.clock(progress.secondsLeft)) left"
    let loss = "loss \(progress.meanLoss.formatted(decimals: 4))"
    let choices = [
      [percent, loss, rate, left], [percent, rate, left], [percent, left], [percent],
    ]
    for parts in choices {
      let text = parts.joined(separator: "  ")
      // A space on either side of the bar.
      let room = width - epoch.count - text.count - 2
      if room >= 8 { return "\(epoch) \(bar(width: min(room, 40))) \(text)" }
    }
    return String("\(epoch) \(percent)".prefix(max(width, 0)))
  }

  /// A bar in eighths of a column.
  private func bar(width: Int) -> String {
    let eighths = Int(progress.fraction * Double(width * 8))
    let (full, rest) = eighths.quotientAndRemainder(dividingBy: 8)
    let partial = rest == 0 ? "" : ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][rest - 1]
    let filled = String(repeating: "█", count: full) + partial
    return filled + String(repeating: "░", count: width - filled.count)
  }

  /// Seconds as `0:07`, `12:30` or `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "–:––" }
    let total = Int(seconds.rounded(.up))
    let (minutes, second) = total.quotientAndRemainder(dividingBy: 60)
    return minutes < 60
      ? String(format: "%d:%02d", minutes, second)
      : String(format: "%d:%02d:%02d", minutes / 60, minutes % 60, second)
  }
}
