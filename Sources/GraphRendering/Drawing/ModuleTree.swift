import Autograd

/// The modules of a graph as a tree, the root first and parents before what is in them.
///
/// Two kinds of groups that are no modules stand in it too, because a large graph may have to collapse them: the elements of
/// one tensor, and the operations outside of all modules.
struct ModuleTree {
  enum Role: Hashable { case module, elements, remainder }

  struct Module {
    let name: String
    let path: [String]
    let parent: Int?
    let role: Role
    /// How many modules this one is in, itself counted.
    let depth: Int
    /// The positions of the nodes directly in it.
    var members: [Int] = []
  }

  private(set) var modules = [
    Module(name: "", path: [], parent: nil, role: .module, depth: 0)
  ]

  /// The module of each node, by its position in the graph.
  private(set) var placement: [Int] = []

  /// The node that is never a part of a group, beside the outputs.
  private let origin: Int?

  /// - Parameter origin: the id of a node that is to be seen whatever is collapsed.
  init(_ graph: ComputationGraph, origin: Int? = nil) {
    self.origin = origin
    var indices: [Key: Int] = [:]
    let hasModules = graph.nodes.contains { !$0.module.isEmpty }
    placement = [Int](repeating: 0, count: graph.nodes.count)
    // Operations first, for they stand in the order of the layers, which parameters do not. Neighbours mostly share a module.
    var last: (path: [String], index: Int) = ([], 0)
    for isLeaf in [false, true] {
      for (position, node) in graph.nodes.enumerated() where (node.operation == nil) == isLeaf {
        if node.module != last.path {
          last = (node.module, 0)
          for name in node.module {
            last.index = insert(Key(parent: last.index, role: .module, name: name), &indices)
          }
        }
        var index = last.index
        if let name = node.elementName {
          index = insert(Key(parent: index, role: .elements, name: name), &indices)
        } else if hasModules && index == 0 && (!isLeaf || node.kind == .constant) {
          index = insert(Key(parent: 0, role: .remainder, name: "other operations"), &indices)
        }
        placement[position] = index
        modules[index].members.append(position)
      }
    }
  }

  /// Whether a node is drawn on its own even where what is around it is one box.
  func standsAlone(_ node: ComputationGraph.Node) -> Bool {
    node.kind == .output || node.id == origin
  }

  /// How many levels of modules there are.
  var depth: Int { modules.reduce(0) { max($0, $1.depth) } }

  private struct Key: Hashable {
    let parent: Int
    let role: Role
    let name: String
  }

  private mutating func insert(_ key: Key, _ indices: inout [Key: Int]) -> Int {
    if let index = indices[key] { return index }
    let parent = modules[key.parent]
    indices[key] = modules.count
    modules.append(
      Module(
        name: key.name, path: parent.path + [key.name], parent: key.parent, role: key.role,
        depth: parent.depth + (key.role == .module ? 1 : 0)))
    return modules.count - 1
  }
}

extension ComputationGraph.Node {
  /// The name of the tensor that a leaf is an element of: `x` for `x[3]`.
  fileprivate var elementName: String? {
    guard operation == nil, let label, label.last == "]",
      let bracket = label.firstIndex(of: "["), bracket > label.startIndex
    else { return nil }
    let name = label[..<bracket]
    return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? String(name)
  }
}
