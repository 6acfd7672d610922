import Foundation
import Testing

@testable import Plotting

/// Text is text, whatever is in it.
@Suite struct TextTests {
  @Test func whatMeansSomethingInQuotesIsWrittenAsNumbers() {
    #expect("a \"b\" \\ `c` $d @e".quoted == #""a \042b\042 \134 \140c\140 \044d \100e""#)
    #expect("x_1^2 {y} 100 % 'q' #".quoted == "\"x_1^2 {y} 100 % 'q' #\"")
    #expect("two\nlines\u{2028}three\r\u{0}\u{7f}\tfour".quoted == #""two\nlines\nthree four""#)
    #expect("∂L/∂w 日本 🙂 ê".quoted == "\"∂L/∂w 日本 🙂 ê\"")
    #expect("100 %d".quotedTick == "\"100 %%d\"")
  }

  @Test func aSignWithAnAccentIsStillThatSign() {
    #expect("\"\u{301}".quoted == "\"\\042\u{301}\"")
    #expect("`\u{301}".quoted == "\"\\140\u{301}\"")
    #expect("%\u{301}".quotedTick == "\"%%\u{301}\"")
    #expect("\r\n".quoted == #""\n""#)
  }

  @Test func tablesAreQuotedByTheScalarToo() throws {
    let plot = Plot("a, \"b\"") { Line([1], label: "\"\u{301}\nx") }
    #expect(
      try plot.table()
        == "plot,series,kind,x,y,value\n\"a, \"\"b\"\"\",\"\"\"\u{301}\nx\",line,0,1,\n")
  }

  @Test func tablesHaveEveryNumber() throws {
    let figure = Panels {
      Plot("p") {
        Line(x: [1, 2], y: [0.1, .nan], label: "l")
        Band(x: [0], lower: [1], upper: [2])
        Histogram([1, 2, 2], bins: 2)
        Bars(["b"], [Double.infinity])
        HorizontalRule(3)
        Note("n", at: (1, 2))
      }
      Plot { Heatmap([[1, 2], [3, 4]]) }
    }
    let expected = """
      plot,series,kind,x,y,value
      p,l,line,1,0.1,
      p,l,line,2,nan,
      p,,band,0,1,2
      p,,bin,1,1,1.5
      p,,bin,1.5,2,2
      p,,bar,b,inf,
      p,,rule,,3,
      p,,note,1,2,n
      ,,cell,0,-1,3
      ,,cell,1,-1,4
      ,,cell,0,0,1
      ,,cell,1,0,2

      """
    #expect(try figure.table() == expected)
    let image = try ImageGrid([[0, 1]], width: 1, captions: ["c"]).table()
    #expect(image.contains(",,pixel,0,0,#000000\n") || image.contains(",,pixel,0,1,#000000\n"))
    #expect(image.contains(",,caption,,,c\n"))
  }

  @Test func longTitlesAreBroken() {
    let lines = FontSize.title.wrapped(String(repeating: "word ", count: 40), width: 300)
    #expect(lines.count > 3 && lines.allSatisfy { FontSize.title.width(of: $0) <= 300 })
    #expect(FontSize.title.wrapped("a\n\nb", width: 10) == ["a", "", "b"])
  }

  @Test func signsThatNoFontHasBecomeSquares() {
    let coverage = FontCoverage(listing: "20-7e a0-17f\n25a1 2202 nonsense 9-\n")
    #expect(coverage.replacingMissing(in: "∂w 日é\u{200d}") == "∂w □é\u{200d}")
    #expect(FontCoverage(listing: "20-7e").replacingMissing(in: "a日") == "a?")
  }
}
