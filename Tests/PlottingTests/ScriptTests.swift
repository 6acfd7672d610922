import Testing

@testable import Plotting

/// What each element is drawn as.
@Suite struct ScriptTests {
  @Test func aScriptIsWholeAndTheSameEveryTime() throws {
    let plot = Plot("Loss", x: "epoch") { Line([3, 1, 2], label: "training") }
    let expected = """
      # gnuplot plot.gp > plot.svg
      set encoding utf8
      set terminal svg size 640,400 font "Helvetica,Arial,sans-serif,11" noenhanced background "#ffffff"
      set lmargin at screen 0.05322; set rmargin at screen 0.97188
      set bmargin at screen 0.1165; set tmargin at screen 0.9195
      $data0 << EOD
      0 3
      1 1
      2 2
      EOD
      set xrange [-0.06:2.06]; set yrange [0.88:3.12]
      set border 3 linewidth 1 linecolor rgb "#64748b"
      set tics out nomirror scale 0.6,0.3 textcolor rgb "#64748b" font ",11"
      set xtics ("0" 0, "0.25" 0.25, "0.50" 0.5, "0.75" 0.75, "1.00" 1, "1.25" 1.25, "1.50" 1.5, "1.75" 1.75, "2.00" 2)
      set ytics ("1.0" 1, "1.5" 1.5, "2.0" 2, "2.5" 2.5, "3.0" 3)
      set grid xtics ytics back linetype 1 linewidth 0.7 linecolor rgb "#e2e8f0"
      set label "Loss" at screen 0.51255,0.9545 center font ",14" textcolor rgb "#1e293b"
      set label "epoch" at screen 0.51255,0.0265 center font ",12" textcolor rgb "#1e293b"
      set key at screen 0.96563,0.9095 right top Left reverse samplen 2 spacing 1.1 opaque fillcolor rgb "#ffffff" \
      font ",11" textcolor rgb "#1e293b"
      plot \\
        $data0 with lines linecolor rgb "#0072b2" linewidth 2 dashtype solid title "training"

      """
    #expect(try plot.script() == expected)
    #expect(try plot.script() == expected)
  }

  @Test func seriesHaveTheColorsOfTheThemeInTurn() throws {
    let plot = Plot {
      Line([1, 2])
      Line([1, 2], color: .vermillion)
      Curve(0...1) { $0 }
      Line([1, 2], color: .hex("#123456"))
    }
    let colors = try plot.clauses().map { String($0.split(separator: "\"")[1]) }
    #expect(colors == ["#0072b2", "#d55e00", "#009e73", "#123456"])
    #expect(try plot.script(.dark).contains("noenhanced background \"#0f172a\""))
  }

  @Test func aColorThatIsNoneIsGray() throws {
    let plot = Plot { Line([1, 2], color: .hex("#12345\"; system('ls')")) }
    #expect(try plot.clauses()[0].contains("linecolor rgb \"#808080\""))
    #expect(try !plot.script().contains("system"))
  }

  @Test func numbersOfAnyKindAreTaken() throws {
    let plot = Plot {
      Line([Float(0.5), 1.5])
      Line(x: 1...2, y: [UInt8(7), 8])
      Line(stride(from: 0.0, to: 1, by: 0.5))
      Line([(1, 2.5)])
      Scatter(zip([1, 2], [Float(3), 4]))
    }
    #expect(try plot.block(0) == ["0 0.5", "1 1.5"])
    #expect(try plot.block(1) == ["1 7", "2 8"])
    #expect(try plot.block(2) == ["0 0", "1 0.5"])
    #expect(try plot.block(3) == ["1 2.5"])
    #expect(try plot.block(5) == ["1 3", "2 4"])
  }

  @Test func whatHasNoPlaceInterruptsALine() throws {
    let plot = Plot { Line([1, .nan, 3, .infinity, 2, 1e301, 5, 6]) }
    #expect(
      try plot.block(0) == ["0 1", "1 NaN", "2 3", "3 NaN", "4 2", "5 NaN", "6 5", "7 6"])
    #expect(try plot.block(1) == ["0 1", "2 3", "4 2"], "alone between gaps: dots")
    #expect(try plot.script().contains("set yrange [0.7:6.3]"))
  }

  @Test func anEmptyPlotHasAxes() throws {
    for plot in [Plot {}, Plot { Line([Double]()) }, Plot { Scatter([(Double.nan, 1.0)]) }] {
      #expect(try plot.script().contains("set xrange [-0.03:1.03]"))
    }
    #expect(try Plot {}.clauses() == ["NaN notitle"])
  }

  @Test func rulesCrossThePlotAndCountForItsAxes() throws {
    let plot = Plot {
      Line(x: [0, 10], y: [0, 1])
      HorizontalRule(2, label: "bound")
      VerticalRule(5, color: .green, style: .dotted)
      HorizontalRule(.nan)
    }.xAxis(in: 0...10).yAxis(in: 0...2)
    #expect(try plot.block(1) == ["0 2", "10 2"])
    #expect(try plot.block(2) == ["5 0", "5 2"])
    let clauses = try plot.clauses()
    #expect(clauses.count == 3)
    #expect(clauses[1].hasSuffix("dashtype (10,6) title \"bound\""))
    #expect(clauses[2].contains("#009e73") && clauses[2].hasSuffix("dashtype (2,3) notitle"))
  }

  @Test func aTrajectoryHasArrowsWhereThereIsRoomAndDotsThatCanBeToldApart() throws {
    let plot = Plot { Trajectory([(0, 0), (1, 1), (1.001, 1), (2, 0)]) }
    #expect(try plot.block(0).count == 4)
    #expect(try plot.block(1) == ["0 0", "1 1", "2 0"])
    #expect(try plot.block(2) == ["0 0 1 1", "1.001 1 2 0"])
  }

  @Test func arrowsAndNotesStandAtTheirPoints() throws {
    let plot = Plot {
      Arrow(from: (0, 1), to: (2, 3), color: .blue)
      Arrow(from: (0, .nan), to: (2, 3))
      Note("here", at: (1, 2))
    }
    let script = try plot.script()
    #expect(script.contains("set arrow from 0,1 to 2,3 front filled"))
    #expect(!script.contains("nan"))
    #expect(script.contains("set label \"\" at 1,2 front point"))
    #expect(script.contains("set label \"here\" at screen"))
  }

  @Test func barsOfSeveralSeriesStandSideBySideOnTheAxis() throws {
    let plot = Plot {
      Bars(["a", "b"], [1, 2])
      Bars(["a", "b"], [3, .nan])
    }
    #expect(try plot.block(0).map { $0.split(separator: " ")[0] } == ["-0.19", "0.81"])
    #expect(try plot.block(1).map { $0.split(separator: " ")[0] } == ["0.19"])
    let script = try plot.script()
    #expect(script.contains("set xtics (\"a\" 0, \"b\" 1)"))
    #expect(script.contains("set yrange [0:3.18]"))
  }

  @Test func longNamesStandAslant() throws {
    let names = (0..<12).map { "a rather long name \($0)" }
    #expect(try Plot { Bars(names, 0..<12) }.script().contains("rotate by 30 right"))
    #expect(try !Plot { Bars(["a", "b"], [1, 2]) }.script().contains("rotate by 30 right"))
  }

  @Test func aBandIsFilledBetweenItsLines() throws {
    let plot = Plot { Band(x: [0, 1], lower: [1, .nan], upper: [2, 3]) }
    #expect(try plot.block(0) == ["0 1 2", "1 NaN 3"])
    #expect(try plot.clauses()[0].contains("using 1:2:3 with filledcurves"))
  }

  @Test func theFirstRowOfAHeatmapIsOnTop() throws {
    let plot = Plot {
      Heatmap([[1, 2, 3], [4, .nan, 6]], rows: ["top", "bottom"], values: true)
    }
    #expect(try plot.block(0) == ["4 NaN 6", "1 2 3"])
    let script = try plot.script()
    #expect(script.contains("set ytics (\"top\" 0, \"bottom\" -1)"))
    #expect(script.contains("set xrange [-0.5:2.5]; set yrange [-1.5:0.5]"))
    #expect(script.contains("set cbrange [1:6]"))
    #expect(script.contains("set label \"3\" at 2,0 center front"))
    #expect(try plot.clauses() == ["$data0 matrix using (0+$1*1):(-1+$2*1):3 with image notitle"])
  }

  @Test func divergingColorsHaveZeroInTheMiddle() throws {
    let plot = Plot { Heatmap([[-1.0, 3]], colors: .diverging) }
    #expect(try plot.script().contains("set cbrange [-3:3]"))
  }

  @Test func contoursAreAtRoundLevels() throws {
    let linear = Plot {
      Contour(x: 0...1, y: 0...1, levels: 5, resolution: 3) { x, y in x + 10 * y }
    }
    #expect(
      try linear.script().contains("levels discrete 2.5, 5, 7.5, 10"))
    let steep = Plot {
      Contour(x: 0...4, y: 0...1, levels: 4, scale: .log, resolution: 5) { x, _ in pow10(x) }
    }
    #expect(try steep.script().contains("levels discrete 10, 100, 1000"))
    #expect(try steep.clauses()[0].contains("using 1:2:(log10($3)) with lines linecolor palette"))
    let flat = Plot { Contour(x: 0...1, y: 0...1, resolution: 3) { _, _ in 1 } }
    #expect(try flat.clauses() == ["NaN notitle"])
  }

  private func pow10(_ x: Double) -> Double { .power(x) }

  @Test func aRegionHasThePaleColorsOfItsClasses() throws {
    let plot = Plot { Region(x: 0...1, y: 0...1, resolution: 2) { x, y in x > y } }
    let (first, second) = (PlotTheme.light.tint(0).packed, PlotTheme.light.tint(1).packed)
    #expect(try plot.block(0) == ["\(first) \(second)", "\(first) \(first)"])
    let batch = Plot {
      Region(x: 0...1, y: 0...1, resolution: 2, batch: { $0.map { $0.x > $0.y ? 1 : -1 } })
    }
    #expect(try batch.block(0) == ["\(0xffffff) \(second)", "\(0xffffff) \(0xffffff)"])
  }

  @Test func classesHaveTheSameColorInAScatterAndARegion() throws {
    let plot = Plot { Scatter([(0, 0), (1, 1), (2, 2)], classes: [2, 0, 2], names: ["zero"]) }
    let clauses = try plot.clauses()
    #expect(clauses[1].contains("#0072b2") && clauses[1].hasSuffix("title \"zero\""))
    #expect(clauses[3].contains("#009e73") && clauses[3].hasSuffix("notitle"))
    #expect(try plot.block(0) == ["1 1"] && plot.block(1) == ["0 0", "2 2"])
  }

  @Test func panelsStandInRows() throws {
    let panels = Panels("Both", columns: 2) {
      for number in 1...3 { Plot("panel \(number)") { Line([number, 2]) } }
    }
    let script = try panels.script()
    #expect(script.contains("size 800,635"))
    #expect(script.split(separator: "\n").filter { $0 == "reset" }.count == 2)
    #expect(script.contains("set label \"Both\" at screen 0.5,"))
    #expect(script.hasSuffix("unset multiplot\n"))
  }

  @Test func imagesHaveTheirFirstRowOnTopAndMarksInAColor() throws {
    let grid = ImageGrid(
      [[0, 1, 2, 3], [3, 3, 3, 3]], width: 2, captions: ["a", "b"], marked: [1])
    #expect(try grid.block(0) == ["\(0xaaaaaa) \(0xffffff)", "0 \(0x555555)"])
    let script = try grid.script()
    #expect(script.contains("fillstyle empty border linecolor rgb \"#d55e00\""))
    #expect(script.contains("set label \"b\" at") && script.contains("unset border; unset tics"))
    let color = ImageGrid([[1, 0, 0, 1, 0.5, 0]], width: 2, channels: 3)
    #expect(try color.block(0) == ["\(0xff0080) \(0x00ff00)"])
  }

  @Test func theLegendAvoidsWhatIsDrawn() throws {
    let rising = Plot { Line(0..<10, label: "rising") }
    #expect(try rising.script().contains("left top Left reverse"))
    let falling = Plot { Line((0..<10).map { -$0 }, label: "falling") }
    #expect(try falling.script().contains("right top Left reverse"))
    let everywhere = Plot { Line((0..<200).map { $0 % 2 }, label: "everywhere") }
    #expect(
      PanelLayout(everywhere, in: Rect(left: 0, right: 640, bottom: 0, top: 400)).legend?.place
        == .outside)
    #expect(try everywhere.legend(.hidden).script().contains("unset key"))
    #expect(try everywhere.legend(.bottomLeft).script().contains("left bottom Left reverse"))
  }

  @Test func logarithmicAxesLeaveOutWhatIsNotPositive() throws {
    let plot = Plot { Line(x: [0, 1, 10, 100], y: [5, 1, -1, 1000]) }.xAxis(scale: .log)
      .yAxis(in: 0...1000, scale: .log)
    let layout = PanelLayout(plot, in: Rect(left: 0, right: 640, bottom: 0, top: 400))
    #expect(layout.x.lower > 0.8 && layout.x.lower < 1)
    #expect(layout.y.lower > 0.5 && layout.y.lower <= 1 && layout.y.upper == 1000)
    #expect(layout.xTicks.labeled.map(\.text) == ["1", "10", "100"])
    #expect(try plot.script().contains("set logscale x\nset logscale y"))
  }
}
