import SwiftGrad

extension RenderingError {
  /// The error in the words of the command line, which has options where the library has properties.
  var commandLineMessage: String {
    switch self {
    case .unknownFormat(let path):
      let endings = PictureFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      return "\(path): expected a file name that ends in one of \(endings), .html"
    case .unknownLeaf(let name, let available):
      return "--leaves: expected some of \(available.joined(separator: ", ")), found '\(name)'"
    case .tooManyNodes(let nodes, let boxes, let limit, let hasModules):
      let size = hasModules ? ", \(boxes.grouped) boxes with all modules collapsed" : ""
      return """
        expected a graph of no more than \(limit.grouped) boxes that can be placed in 2 seconds, found \(nodes.grouped) \
        nodes\(size); draw a part of it with --leaves, or raise --maximum-nodes
        """
    case .tooManySteps(let nodes, let limit):
      return """
        expected a graph of no more than \(limit.grouped) nodes for a page, found \(nodes.grouped); raise \
        --maximum-nodes, or use swiftgrad step
        """
    case .tooSlowToDraw(let nodes, let estimate, let limit):
      return """
        expected a graph that a page can draw in \(limit.roundedSeconds), found \(nodes.grouped) nodes, which would take \
        about \(estimate.roundedSeconds); set --maximum-nodes to at least that many, or use swiftgrad step
        """
    case .tooManyPixels(let width, let height, let limit):
      return """
        expected a picture of no more than \(limit.grouped) pixels, found \(width.grouped) × \(height.grouped); write it \
        as svg or pdf
        """
    default: return description
    }
  }

  /// 64 for what the arguments ask for, 69 for what the installation lacks, 70 for what Graphviz fails at, 73 for a file that
  /// cannot be made.
  var exitStatus: Int32 {
    switch self {
    case .unknownFormat, .unknownLeaf, .tooManyNodes, .tooManySteps, .tooSlowToDraw, .tooManyPixels:
      64
    case .formatUnavailable, .layoutUnavailable: 69
    case .layoutFailed, .renderingFailed: 70
    case .cannotWrite: 73
    }
  }
}
