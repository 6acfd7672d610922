import Autograd

extension Module {
  /// The module, and the modules inside it, each on its line under its name.
  ///
  ///     print(model)
  ///     // Sequential(
  ///     //   (0): Linear(784 → 64)
  ///     //   (1): ReLU()
  ///     //   (2): Linear(64 → 10)
  ///     // )
  public var description: String {
    var ancestors: Set<ObjectIdentifier> = []
    return describe(indentation: "", ancestors: &ancestors)
  }

  /// The type and the details on one line: `Linear(784 → 64)`.
  var heading: String { "\(typeName)(\(details))" }

  /// The name of the type without its generic arguments.
  var typeName: String { String("\(type(of: self))".prefix { $0 != "<" }) }

  fileprivate func describe(
    indentation: String, ancestors: inout Set<ObjectIdentifier>
  ) -> String {
    let submodules = submodules
    // A module may know the one it is part of: its line stands, but it is not opened again.
    let isNew = ancestors.insert(ObjectIdentifier(self)).inserted
    guard !submodules.isEmpty && isNew else { return heading }
    defer { ancestors.remove(ObjectIdentifier(self)) }
    var lines = ["\(typeName)(\(details)"]
    for (name, module) in submodules {
      let text = module.describe(indentation: indentation + "  ", ancestors: &ancestors)
      lines.append("\(indentation)  (\(name)): \(text)")
    }
    return (lines + ["\(indentation))"]).joined(separator: "\n")
  }
}
