import Autograd

/// What reflection finds in the properties of one module.
struct ModuleContents<T: DifferentiableTensor> {
  /// The leaves, with gradient and without.
  private(set) var tensors: [(name: String, tensor: T)] = []
  private(set) var modules: [(name: String, module: any Module<T>)] = []

  init(of mirror: Mirror) { add(propertiesOf: mirror) }

  private mutating func add(propertiesOf mirror: Mirror) {
    if let superclass = mirror.superclassMirror { add(propertiesOf: superclass) }
    for (label, value) in mirror.children {
      let name = label ?? ""
      let lazyPrefix = "$__lazy_storage_$_"
      add(value, name: name.hasPrefix(lazyPrefix) ? String(name.dropFirst(lazyPrefix.count)) : name)
    }
  }

  private mutating func add(_ value: Any, name: String) {
    if isPlain(type(of: value)) { return }
    if let tensor = value as? T {
      if tensor.isLeaf { tensors.append((name, tensor)) }
    } else if let module = value as? any Module<T> {
      modules.append((name, module))
    } else {
      addElements(of: value, name: name)
    }
  }

  private mutating func addElements(of value: Any, name: String) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      for child in mirror.children { add(child.value, name: name) }
    case .collection:
      for (index, child) in mirror.children.enumerated() {
        if index == 0 && isPlainStructure(child.value, in: value) { return }
        add(child.value, name: "\(name).\(index)")
      }
    case .dictionary:
      let entries = mirror.children.compactMap { child -> (key: Any, value: Any)? in
        let pair = Array(Mirror(reflecting: child.value).children)
        return pair.count == 2 ? (pair[0].value, pair[1].value) : nil
      }
      for (key, value) in entries.sorted(by: { precedes($0.key, $1.key) }) {
        add(value, name: "\(name).\(key)")
      }
    case .struct, .tuple, .enum:
      for (index, child) in mirror.children.enumerated() {
        // Those of a tuple without labels are ".0", ".1".
        let label = child.label.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
        add(child.value, name: "\(name).\(label ?? "\(index)")")
      }
    default: break
    }
  }

  /// The order of keys: as numbers if they are whole ones, otherwise as their texts.
  private func precedes(_ left: Any, _ right: Any) -> Bool {
    if let left = left as? any BinaryInteger, let right = right as? any BinaryInteger {
      return Int128(clamping: left) < Int128(clamping: right)
    }
    return "\(left)" < "\(right)"
  }

  /// Whether a structure or tuple, an element of `collection`, holds nothing but numbers and texts, as do all others of its type
  /// then: so that an array of millions of them is not walked.
  private func isPlainStructure(_ value: Any, in collection: Any) -> Bool {
    guard let elements = type(of: collection) as? any Holder.Type,
      elements.elementType == type(of: value)
    else { return false }
    return holdsNumbersOnly(value)
  }

  private func holdsNumbersOnly(_ value: Any) -> Bool {
    if isPlain(type(of: value)) { return true }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .struct, .tuple: return mirror.children.allSatisfy { holdsNumbersOnly($0.value) }
    default: return false
    }
  }
}

/// Whether values of a type, or all that they hold, are numbers or texts, as the type alone tells: a property can be an array of
/// millions of them.
private func isPlain(_ type: Any.Type) -> Bool {
  if let holder = type as? any Holder.Type { return isPlain(holder.elementType) }
  return type is any Numeric.Type || type is any StringProtocol.Type || type is Bool.Type
    || type is Character.Type
}

/// A type that holds values of another.
private protocol Holder {
  static var elementType: Any.Type { get }
}

extension Array: Holder {
  fileprivate static var elementType: Any.Type { Element.self }
}
extension ArraySlice: Holder {
  fileprivate static var elementType: Any.Type { Element.self }
}
extension ContiguousArray: Holder {
  fileprivate static var elementType: Any.Type { Element.self }
}
extension Set: Holder {
  fileprivate static var elementType: Any.Type { Element.self }
}
extension Dictionary: Holder {
  fileprivate static var elementType: Any.Type { Value.self }
}
extension Optional: Holder {
  fileprivate static var elementType: Any.Type { Wrapped.self }
}
