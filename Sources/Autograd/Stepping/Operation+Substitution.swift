extension Operation {
  /// The right side of the local derivative's formula with numbers put in for `a`, `b` and `y`, and its value:
  /// `1 − 0.7071² = 0.5`.
  ///
  /// Of a formula that is a number or a name alone, just the value.
  public func substitution(forInput index: Int, inputs: [Double], result: Double, value: Double)
    -> String
  {
    let formula = formula(forInput: index)
    guard let equals = formula.range(of: " = ") else { return value.readableText() }
    var names: [Character: Double] = ["y": result]
    switch self {
    case .unary: names["a"] = inputs[0]
    case .binary: (names["a"], names["b"]) = (inputs[0], inputs[1])
    case .select: (names["c"], names["a"], names["b"]) = (inputs[0], inputs[1], inputs[2])
    case .tensor: break
    }
    let right = String(formula[equals.upperBound...])
    let text = right.replacingNames(names)
    return text == right || right.count == 1
      ? value.readableText() : "\(text) = \(value.readableText())"
  }
}

extension String {
  /// The text with numbers for one-letter names; a letter within a word, such as the `a` of `tanh`, is no name.
  fileprivate func replacingNames(_ names: [Character: Double]) -> String {
    var result = ""
    var previous: Character = " "
    for (index, character) in zip(indices, self) {
      let following = self.index(after: index) < endIndex ? self[self.index(after: index)] : " "
      if let number = names[character], !previous.isLetter,
        !following.isASCII || !following.isLetter
      {
        result += number.parenthesizedText
      } else {
        result.append(character)
      }
      previous = character
    }
    return result
  }

  fileprivate func range(of separator: String) -> Range<Index>? {
    indices.lazy.compactMap { start -> Range<Index>? in
      self[start...].hasPrefix(separator)
        ? start..<self.index(start, offsetBy: separator.count) : nil
    }.first
  }
}
