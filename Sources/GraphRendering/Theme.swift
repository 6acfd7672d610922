import Autograd

/// The colours of a drawing, as `#rrggbb`.
///
/// Blue parameters, green outputs and orange saved values are what torchviz uses.
public struct Theme: Hashable, Sendable {
  /// The colours of a box.
  public struct Box: Hashable, Sendable {
    /// Inside.
    public var fill: String
    /// Around.
    public var border: String

    public init(fill: String, border: String) {
      self.fill = fill
      self.border = border
    }
  }

  /// Behind everything.
  public var background: String
  /// Names and numbers.
  public var text: String
  /// What explains the numbers.
  public var caption: String
  /// Gradients.
  public var gradient: String
  /// Local derivatives.
  public var derivative: String
  /// Edges.
  public var edge: String
  /// Leaves that gradients flow to.
  public var parameter: Box
  /// Leaves that no gradient flows to.
  public var input: Box
  /// Numbers that no gradient flows to.
  public var constant: Box
  /// Results.
  public var intermediate: Box
  /// What the graph was asked for.
  public var output: Box
  /// Modules, as frames or as one box.
  public var module: Box
  /// The border of values that are kept for the backward pass.
  public var saved: String
  /// The border of numbers that are not finite, and a marked path.
  public var alarm: String
  /// Where a marked path begins.
  public var origin: Box
}

extension Theme {
  /// Dark text on white.
  public static let light = Theme(
    background: "#ffffff", text: "#1e293b", caption: "#64748b", gradient: "#be123c",
    derivative: "#7c3aed", edge: "#64748b",
    parameter: Box(fill: "#dbeafe", border: "#3b82f6"),
    input: Box(fill: "#fef9c3", border: "#ca8a04"),
    constant: Box(fill: "#f1f5f9", border: "#cbd5e1"),
    intermediate: Box(fill: "#ffffff", border: "#94a3b8"),
    output: Box(fill: "#dcfce7", border: "#16a34a"),
    module: Box(fill: "#f8fafc", border: "#cbd5e1"),
    saved: "#f97316", alarm: "#dc2626", origin: Box(fill: "#fecaca", border: "#dc2626"))

  /// Light text on a dark blue.
  public static let dark = Theme(
    background: "#0f172a", text: "#f1f5f9", caption: "#94a3b8", gradient: "#fda4af",
    derivative: "#c4b5fd", edge: "#94a3b8",
    parameter: Box(fill: "#1e3a8a", border: "#60a5fa"),
    input: Box(fill: "#4d3b08", border: "#eab308"),
    constant: Box(fill: "#1e293b", border: "#475569"),
    intermediate: Box(fill: "#1e293b", border: "#64748b"),
    output: Box(fill: "#14532d", border: "#4ade80"),
    module: Box(fill: "#162033", border: "#334155"),
    saved: "#fb923c", alarm: "#f87171", origin: Box(fill: "#7f1d1d", border: "#f87171"))

  func box(for kind: ComputationGraph.Node.Kind) -> Box {
    switch kind {
    case .parameter: parameter
    case .input: input
    case .constant: constant
    case .intermediate: intermediate
    case .output: output
    }
  }
}
