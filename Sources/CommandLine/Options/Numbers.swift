import ArgumentParser

// Rules for options, as ArgumentParser's `transform`. It puts the option and the text that was found before the errors.

/// A whole number in a range.
func wholeNumber<Number: FixedWidthInteger & Sendable>(
  in range: ClosedRange<Number>
) -> @Sendable (String) throws -> Number {
  { text in
    guard let number = Number(text), range.contains(number) else {
      let (lowest, highest) = (range.lowerBound, range.upperBound)
      let bounds = highest == .max ? "\(lowest) or more" : "from \(lowest) to \(highest)"
      throw ValidationError("expected a whole number, \(bounds)")
    }
    return number
  }
}

/// A finite number; `expected` is how the error says what `isValid` asks for.
func number(
  _ expected: String, where isValid: @escaping @Sendable (Double) -> Bool
) -> @Sendable (String) throws -> Double {
  { text in
    guard let number = Double(text), number.isFinite, isValid(number) else {
      throw ValidationError("expected \(expected)")
    }
    return number
  }
}

/// The sizes of layers, such as `512,512`.
@Sendable func layerSizes(_ text: String) throws -> [Int] {
  let largest = 65_536
  return try text.split(separator: ",", omittingEmptySubsequences: false).map { size in
    guard let number = Int(size), (1...largest).contains(number) else {
      throw ValidationError(
        "expected sizes from 1 to \(largest) with commas between them, such as 512,512, "
          + "found '\(size)'")
    }
    return number
  }
}
