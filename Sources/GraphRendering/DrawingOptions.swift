import Autograd

/// What a drawing of a `ComputationGraph` shows, and how large it may become.
///
///     try loss.graph().write(to: "loss.svg", options: DrawingOptions(moduleDepth: 1, theme: .dark))
public struct DrawingOptions: Hashable, Sendable {
  /// What is written along an edge between scalar nodes.
  public enum LocalDerivatives: Hashable, Sendable, CaseIterable {
    case hidden
    /// How much the result changes with the operand: `∂ -3`.
    case numbers
    /// The rule with its number: `∂(a·b)/∂a = b = -3`.
    case formulas
  }

  /// Where the computation goes on the picture.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case leftToRight = "LR"
    case topToBottom = "TB"
  }

  /// How libgvc places the nodes.
  public enum LayoutEngine: String, Hashable, Sendable, CaseIterable {
    /// In layers, inputs before results; the one that shows modules as frames.
    case dot
    /// As if edges were springs; for small graphs.
    case neato
    /// As if edges were springs; for large graphs.
    case sfdp
  }

  /// Whether numbers are shown.
  public var showsData: Bool
  /// Whether gradients are shown, "—" where none was computed.
  public var showsGradients: Bool
  /// What is written along edges between scalar nodes.
  public var localDerivatives: LocalDerivatives
  /// Whether the shapes of tensors are shown.
  public var showsShapes: Bool
  /// Whether the values that are kept for the backward pass are marked in orange.
  public var showsSavedValues: Bool
  /// Whether the kinds of nodes are explained below the picture.
  public var showsLegend: Bool
  /// Whether modules are drawn as frames around their nodes.
  ///
  /// libgvc 2.42 does not give back all memory that it places frames with, some 50 kB for 60 nodes: a process that draws many
  /// thousands of pictures does better without.
  public var groupsByModule: Bool
  /// How many levels of modules to show; those at this level are drawn as one box each. `nil` shows all.
  public var moduleDepth: Int?
  /// Whether modules beside each other that compute the same are drawn as one box.
  public var foldsRepeatedModules: Bool
  /// Leaves to which the drawing is limited, with what was computed from them; empty for all. A leaf is named by its label,
  /// by its label without indices, or by a module that it stands in.
  public var leaves: [String]
  /// Ids of nodes that follow each other along edges, either way, to be marked as a path, the first as where it begins;
  /// see `GradientAnomaly.path`. The first is never drawn as a part of a module's box.
  public var markedPath: [Int]
  /// A sentence below the drawing, next to the marked path's colours; `nil` for none.
  public var caption: String?
  /// From how many boxes on numbers are written with three digits and without words, so that more fit in.
  public var conciseNodeCount: Int
  /// Where the computation goes on the picture.
  public var direction: Direction
  /// The colours; a page has both, for the reader's system to choose from.
  public var theme: Theme
  /// How the nodes are placed.
  public var layoutEngine: LayoutEngine
  /// Dots per inch of a PNG. It is lowered where the picture would have more pixels than ``maximumPixelCount``.
  public var resolution: Double
  /// How many pixels a PNG may have.
  public var maximumPixelCount: Int
  /// How many boxes may be drawn. Beyond it modules are collapsed, and the picture says so.
  public var maximumNodeCount: Int
  /// How long the layout may take, by estimate; modules are collapsed beyond it as well.
  public var layoutTime: Duration

  /// The options, each with the value that suits most drawings; traps on limits that leave room for nothing.
  public init(
    showsData: Bool = true, showsGradients: Bool = true,
    localDerivatives: LocalDerivatives = .numbers, showsShapes: Bool = true,
    showsSavedValues: Bool = false, showsLegend: Bool = true, groupsByModule: Bool = true,
    moduleDepth: Int? = nil, foldsRepeatedModules: Bool = false, leaves: [String] = [],
    markedPath: [Int] = [], caption: String? = nil, conciseNodeCount: Int = 60,
    direction: Direction = .leftToRight, theme: Theme = .light, layoutEngine: LayoutEngine = .dot,
    resolution: Double = 144, maximumPixelCount: Int = 16_000_000, maximumNodeCount: Int = 400,
    layoutTime: Duration = .seconds(2)
  ) {
    require(moduleDepth ?? 1 >= 1, "DrawingOptions: moduleDepth must be at least 1")
    require(resolution > 0, "DrawingOptions: resolution must be greater than 0")
    self.showsData = showsData
    self.showsGradients = showsGradients
    self.localDerivatives = localDerivatives
    self.showsShapes = showsShapes
    self.showsSavedValues = showsSavedValues
    self.showsLegend = showsLegend
    self.groupsByModule = groupsByModule
    self.moduleDepth = moduleDepth
    self.foldsRepeatedModules = foldsRepeatedModules
    self.leaves = leaves
    self.markedPath = markedPath
    self.caption = caption
    self.conciseNodeCount = conciseNodeCount
    self.direction = direction
    self.theme = theme
    self.layoutEngine = layoutEngine
    self.resolution = resolution
    self.maximumPixelCount = maximumPixelCount
    self.maximumNodeCount = maximumNodeCount
    self.layoutTime = layoutTime
  }
}
