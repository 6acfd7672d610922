import ArgumentParser
import SwiftGrad

/// What a drawing shows and how.
struct PictureOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The picture's file; its ending says what it is: png, svg, pdf or dot, or html for a page on which a formula's backward \
      pass is gone through step by step.
      """, valueName: "file"))
  var output: String

  @Option(help: "The colours.")
  var theme = ThemeChoice.light

  @Option(help: "Where the computation goes on the picture.")
  var direction = DirectionChoice.leftToRight

  @Option(help: "What is written along edges between single numbers.")
  var derivatives = DerivativeChoice.numbers

  @Flag(help: "Leave out the numbers.")
  var noData = false

  @Flag(help: "Leave out the gradients.")
  var noGradients = false

  @Flag(help: "Leave out the shapes of tensors.")
  var noShapes = false

  @Flag(help: "Leave out the explanation of the colours.")
  var noLegend = false

  @Flag(help: "Leave out the frames around modules.")
  var noModules = false

  @Flag(help: "Mark the values that are kept for the backward pass.")
  var saved = false

  @Flag(help: "Draw modules beside each other that compute the same as one.")
  var fold = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draw modules at this level as one box each. (default: all are drawn open)", valueName: "n"),
    transform: wholeNumber(in: 1...Int.max))
  var depth: Int?

  @Option(
    help: ArgumentHelp(
      "Draw no more than these variables, parameters or modules act on.", valueName: "a,b,…"),
    transform: { text in
      let names = text.split(separator: ",").map(String.init)
      guard !names.isEmpty else {
        throw ValidationError("expected names with commas between them")
      }
      return names
    })
  var leaves: [String] = []

  @Option(help: "How the nodes are placed.")
  var layout = DrawingOptions.LayoutEngine.dot

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Dots per inch of a PNG. (default: 144)", valueName: "n"),
    transform: wholeNumber(in: 10...2400))
  var resolution = 144

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How many boxes to draw, however long it takes, before modules are drawn as one box each. (default: 400, and what \
      can be placed in 2 seconds)
      """, valueName: "n"),
    transform: wholeNumber(in: 1...1_000_000))
  var maximumNodes: Int?

  /// Whether what is asked for is a page to step through.
  var isPage: Bool { output.lowercased().hasSuffix(".html") }

  /// What the options come to.
  var drawing: DrawingOptions {
    var options = DrawingOptions(
      showsData: !noData, showsGradients: !noGradients, localDerivatives: derivatives.setting,
      showsShapes: !noShapes, showsSavedValues: saved, showsLegend: !noLegend,
      groupsByModule: !noModules, moduleDepth: depth, foldsRepeatedModules: fold, leaves: leaves,
      direction: direction.setting, theme: theme.setting, layoutEngine: layout,
      resolution: Double(resolution))
    if let maximumNodes {
      options.maximumNodeCount = maximumNodes
      options.layoutTime = .seconds(Int32.max)
    }
    return options
  }
}

/// A theme by its name on the command line.
enum ThemeChoice: String, CaseIterable, ExpressibleByArgument {
  case light, dark

  var setting: Theme {
    switch self {
    case .light: .light
    case .dark: .dark
    }
  }
}

/// A direction by its name on the command line.
enum DirectionChoice: String, CaseIterable, ExpressibleByArgument {
  case leftToRight = "left-to-right"
  case topToBottom = "top-to-bottom"

  var setting: DrawingOptions.Direction {
    switch self {
    case .leftToRight: .leftToRight
    case .topToBottom: .topToBottom
    }
  }
}

/// What edges say, by its name on the command line.
enum DerivativeChoice: String, CaseIterable, ExpressibleByArgument {
  case none, numbers, formulas

  var setting: DrawingOptions.LocalDerivatives {
    switch self {
    case .none: .hidden
    case .numbers: .numbers
    case .formulas: .formulas
    }
  }
}

extension DrawingOptions.LayoutEngine: ExpressibleByArgument {}
