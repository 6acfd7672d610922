import Autograd

/// What the box of several nodes says of them.
struct Group {
  /// The path of the module, from the first to the last of a run.
  let title: String
  let role: ModuleTree.Role
  /// What its nodes are, if they are the elements of one tensor.
  let kind: ComputationGraph.Node.Kind?
  /// How many modules that compute the same it stands for.
  let repeats: Int
  /// How many numbers in it training can change.
  let parameterCount: Int
  /// How many nodes it stands for.
  let nodeCount: Int
  /// What it does, each operation once, in order.
  let symbols: [String]

  init(
    _ index: Int, in tree: ModuleTree, _ graph: ComputationGraph, boxOfModule: [Int?]
  ) {
    let members = tree.modules.indices.filter { boxOfModule[$0] == index }
    let (module, parent) = (tree.modules[index], tree.modules[index].parent)
    let run = members.filter { tree.modules[$0].parent == parent }
    let nodes = members.flatMap { tree.modules[$0].members }.map { graph.nodes[$0] }
      .filter { !tree.standsAlone($0) }
    let (first, last) = (module.path.joined(separator: "."), tree.modules[run.last ?? index].name)
    title = run.count > 1 ? "\(first) … \(last)" : first
    role = module.role
    kind = role == .elements ? nodes.first?.kind : nil
    repeats = run.count
    nodeCount = nodes.count
    parameterCount = nodes.reduce(0) { $0 + $1.parameterCount }
    var seen: Set<String> = []
    symbols = nodes.sorted { $0.id < $1.id }.compactMap { $0.operation?.symbol }
      .filter { seen.insert($0).inserted }
  }

  /// What there is in it, in words: `7,850 parameters · 2 operations`.
  var contents: String {
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count.grouped) \(noun)\(count == 1 ? "" : "s")"
    }
    if role == .elements { return counted(nodeCount, "element") }
    let nodes = counted(nodeCount, "node")
    return parameterCount > 0 ? "\(counted(parameterCount, "parameter")) · \(nodes)" : nodes
  }
}

extension Drawing {
  /// How many numbers training can change in a module and the modules in it.
  func parameterCount(of module: Int) -> Int {
    let own = tree.modules[module].members.reduce(0) { $0 + graph.nodes[$1].parameterCount }
    return tree.modules.indices.reduce(own) { count, child in
      tree.modules[child].parent == module ? count + parameterCount(of: child) : count
    }
  }
}

extension ComputationGraph.Node {
  fileprivate var parameterCount: Int {
    kind == .parameter ? shape?.elementCount ?? 1 : 0
  }
}

extension Int {
  /// With a comma between each three digits: `1,234,567`.
  var grouped: String {
    let digits = Array(String(magnitude))
    let groups = stride(from: digits.count % 3, through: digits.count, by: 3).map { end in
      String(digits[Swift.max(0, end - 3)..<end])
    }
    return (self < 0 ? "-" : "") + groups.filter { !$0.isEmpty }.joined(separator: ",")
  }
}
