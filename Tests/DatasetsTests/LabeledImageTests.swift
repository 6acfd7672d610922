import Datasets
import Testing

@Suite("LabeledImage")
struct LabeledImageTests {
  let image = ImageDataset(
    name: "", pixels: [0, 255, 255, 0, 255, 255, 8, 128, 0], labels: [0], rows: 3, columns: 3,
    classNames: ["a"], normalization: .init(mean: 0, standardDeviation: 1))[0]

  @Test func pixelsAreAddressedByRowAndColumn() {
    #expect(image[0, 1] == 255)
    #expect(image[1, 0] == 0)
    #expect(image[2, 1] == 128)
  }

  @Test func plainCharactersShowTheMeanOfTwoRows() {
    #expect(image.terminalLines(style: .ascii) == [" @@", " : "])
  }

  @Test func halfBlocksShowTwoRowsInColor() {
    let lines = image.terminalLines(style: .trueColor)
    #expect(
      lines[0]
        == "\u{1B}[38;2;0;0;0;48;2;0;0;0m▀\u{1B}[38;2;255;255;255;48;2;255;255;255m▀▀\u{1B}[0m")
    #expect(lines[1].hasPrefix("\u{1B}[38;2;8;8;8;48;2;0;0;0m▀"))
  }

  @Test func indexedColorsAreTheNearestGreys() {
    let lines = image.terminalLines(style: .indexedColor)
    #expect(lines[0] == "\u{1B}[38;5;16;48;5;16m▀\u{1B}[38;5;231;48;5;231m▀▀\u{1B}[0m")
    #expect(
      lines[1]
        == "\u{1B}[38;5;232;48;5;16m▀\u{1B}[38;5;244;48;5;16m▀\u{1B}[38;5;16;48;5;16m▀\u{1B}[0m")
  }

  @Test(arguments: LabeledImage.TerminalStyle.allCases)
  func everyLineIsAsWideAsTheImage(style: LabeledImage.TerminalStyle) {
    let digit = ImageDataset.syntheticDigits(split: .test, count: 1)[0]
    let lines = digit.terminalLines(style: style)
    #expect(lines.count == 14)
    for line in lines {
      // What remains of a line when its escape sequences, ESC [ … m, are left out.
      let visible = line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
        .enumerated().map {
          $0.offset == 0 ? $0.element : $0.element.drop { $0 != "m" }.dropFirst()
        }
        .joined()
      #expect(visible.count == 28)
    }
  }
}
