import Autograd

extension Double {
  /// A few digits, as they stand in print: `−0.25`, `1.5×10⁻⁷`.
  var readable: String {
    let parts = readableText(digits: 4).replacing("-", with: "−").split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1].replacing("−", with: "-")) else {
      return parts.joined()
    }
    let power = "10\(exponent.superscript)"
    return switch parts[0] {
    case "1": power
    case "−1": "−\(power)"
    default: "\(parts[0])×\(power)"
    }
  }
}
