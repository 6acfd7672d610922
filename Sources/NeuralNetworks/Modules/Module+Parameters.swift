import Autograd

extension Module {
  /// The parameters with their names, such as `linear1.weight` or `layers.0.bias`, in the order of
  /// the properties; those of a superclass come first.
  ///
  /// A parameter is a leaf that requires a gradient. It is found in the properties of the module
  /// and of the modules in them, also inside of optionals, arrays, dictionaries (in the order of
  /// their keys), structures, tuples and what cases of enumerations come with; not inside of objects
  /// that are no modules. One that is shared counts once, under its first name. A frozen one
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
  var ownParameters: [(name: String, parameter: TensorType)] {
    contents.tensors.filter(\.tensor.requiresGradient).map { ($0.name, $0.tensor) }
  }

  /// The tensors in this module itself that training leaves as they are: frozen parameters and constants.
  var ownConstants: [TensorType] {
    contents.tensors.map(\.tensor).filter { !$0.requiresGradient }
  }

  private var contents: ModuleContents<TensorType> {
    ModuleContents(of: Mirror(reflecting: self))
  }
}
