import Autograd

extension Module {
  /// The parameters with their names, such as `linear1.weight` or `layers.0.bias`, in the order of
  /// the properties; those of a superclass come first.
  ///
  /// A parameter is a leaf that requires a gradient. It is found in the properties of the module
  /// and of the modules in them, also inside of optionals, arrays and dictionaries (in the order of
  /// their keys). One that is shared counts once, under its first name. A frozen one
  /// (`requiresGradient = false`) does not count.
  ///
  /// A parameter without a label is given its name as label, for messages and drawings; when a
  /// larger model collects it, the label grows to the longer name. A label given by hand stays.
  public var namedParameters: [(name: String, parameter: TensorType)] {
    var seen: Set<ObjectIdentifier> = []
    var result: [(name: String, parameter: TensorType)] = []
    for (path, module) in namedModules {
      for (name, parameter) in module.ownParameters
      where seen.insert(ObjectIdentifier(parameter)).inserted {
        let name = path.isEmpty ? name : "\(path).\(name)"
        if parameter.label.map({ name.hasSuffix(".\($0)") }) ?? true { parameter.label = name }
        result.append((name, parameter))
      }
    }
    return result
  }

  /// The parameters, each once; see ``namedParameters``.
  public var parameters: [TensorType] { namedParameters.map(\.parameter) }

  /// How many numbers training can change.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.shape.elementCount } }

  /// Clears the gradient of every parameter.
  public func zeroGradients() {
    for parameter in parameters { parameter.zeroGradient() }
  }

  /// This module, under the empty name, and all modules inside it, each once and before those
  /// inside it.
  public var namedModules: [(name: String, module: any Module<TensorType>)] {
    var seen: Set<ObjectIdentifier> = []
    var result: [(name: String, module: any Module<TensorType>)] = []
    func visit(_ module: any Module<TensorType>, path: String) {
      guard seen.insert(ObjectIdentifier(module)).inserted else { return }
      result.append((path, module))
      for (name, submodule) in module.submodules {
        visit(submodule, path: path.isEmpty ? name : "\(path).\(name)")
      }
    }
    visit(self, path: "")
    return result
  }

  /// The modules that are properties of this one, or elements of its properties.
  public var submodules: [(name: String, module: any Module<TensorType>)] { contents.modules }

  /// The parameters that are properties of this module itself, or elements of its properties.
  var ownParameters: [(name: String, parameter: TensorType)] { contents.parameters }

  private var contents: ModuleContents<TensorType> {
    var contents = ModuleContents<TensorType>()
    contents.add(propertiesOf: Mirror(reflecting: self))
    return contents
  }
}

/// What reflection finds in the properties of one module.
private struct ModuleContents<T: DifferentiableTensor> {
  var parameters: [(name: String, parameter: T)] = []
  var modules: [(name: String, module: any Module<T>)] = []

  mutating func add(propertiesOf mirror: Mirror) {
    if let superclass = mirror.superclassMirror { add(propertiesOf: superclass) }
    for (label, value) in mirror.children {
      let name = label ?? ""
      let lazyPrefix = "$__lazy_storage_$_"
      add(value, name: name.hasPrefix(lazyPrefix) ? String(name.dropFirst(lazyPrefix.count)) : name)
    }
  }

  private mutating func add(_ value: Any, name: String) {
    if let tensor = value as? T {
      if tensor.isLeaf && tensor.requiresGradient { parameters.append((name, tensor)) }
    } else if let module = value as? any Module<T> {
      modules.append((name, module))
    } else {
      addElements(of: Mirror(reflecting: value), name: name)
    }
  }

  private mutating func addElements(of mirror: Mirror, name: String) {
    switch mirror.displayStyle {
    case .optional:
      for child in mirror.children { add(child.value, name: name) }
    case .collection:
      for (index, child) in mirror.children.enumerated() {
        // A property can be an array of millions of plain numbers: its first element tells.
        if index == 0 && !mayHoldModules(child.value) { return }
        add(child.value, name: "\(name).\(index)")
      }
    case .dictionary:
      let entries = mirror.children.compactMap { child -> (key: String, value: Any)? in
        let pair = Array(Mirror(reflecting: child.value).children)
        return pair.count == 2 ? ("\(pair[0].value)", pair[1].value) : nil
      }
      for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
        add(value, name: "\(name).\(key)")
      }
    default: break
    }
  }

  private func mayHoldModules(_ value: Any) -> Bool {
    switch Mirror(reflecting: value).displayStyle {
    case .optional, .collection, .dictionary: true
    default: value is T || value is any Module<T>
    }
  }
}
