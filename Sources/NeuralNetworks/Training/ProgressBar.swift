import Foundation

/// A line that shows how far an epoch is, as wide as there is room for; without a bar where nobody knows how long it is.
package struct ProgressBar {
  let progress: EpochProgress
  /// What an epoch is made of: `images`.
  let unit: String

  package init(progress: EpochProgress, unit: String) {
    self.progress = progress
    self.unit = unit
  }

  /// The line in no more than `width` columns: the bar gets what the rest leaves, and the parts that can best be done
  /// without go first where it is narrow.
  package func line(width: Int) -> String {
    let epoch = "epoch \(progress.epoch)/\(progress.epochCount)"
    let rate = "\(progress.rate) \(unit)/s"
    let loss = "loss \(progress.meanLoss.formatted(decimals: 4))"
    guard let fraction = progress.fraction, let secondsLeft = progress.secondsLeft else {
      let line = "\(epoch)  batch \(progress.batch.grouped)  \(loss)  \(rate)"
      return String(line.prefix(max(width, 0)))
    }
    let percent = String(format: "%3d %%", Int(fraction * 100))
    let left = "\(ProgressBar.clock(secondsLeft)) left"
    let choices = [
      [percent, loss, rate, left], [percent, rate, left], [percent, left], [percent],
    ]
    for parts in choices {
      let text = parts.joined(separator: "  ")
      // A space on either side of the bar.
      let room = width - epoch.count - text.count - 2
      if room >= 8 { return "\(epoch) \(bar(fraction, width: min(room, 40))) \(text)" }
    }
    return String("\(epoch) \(percent)".prefix(max(width, 0)))
  }

  /// A bar in eighths of a column.
  private func bar(_ fraction: Double, width: Int) -> String {
    let eighths = Int(fraction * Double(width * 8))
    let (full, rest) = eighths.quotientAndRemainder(dividingBy: 8)
    let partial = rest == 0 ? "" : ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][rest - 1]
    let filled = String(repeating: "█", count: full) + partial
    return filled + String(repeating: "░", count: width - filled.count)
  }

  /// Seconds as `0:07`, `12:30` or `1:02:03`.
  package static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "–:––" }
    let total = Int(seconds.rounded(.up))
    let (minutes, second) = total.quotientAndRemainder(dividingBy: 60)
    return minutes < 60
      ? String(format: "%d:%02d", minutes, second)
      : String(format: "%d:%02d:%02d", minutes / 60, minutes % 60, second)
  }
}

extension EpochProgress {
  /// The examples a second: whole ones, or tenths where they are few.
  package var rate: String {
    let rate = examplesPerSecond
    return rate < 10 ? rate.formatted(decimals: 1) : Int(min(rate, 1e15)).grouped
  }
}

extension Double {
  /// The number with a fixed count of decimals; `nan` where C may say `-nan`.
  package func formatted(decimals: Int) -> String {
    isNaN ? "nan" : String(format: "%.\(decimals)f", self)
  }
}
