import Foundation
import Testing

/// A file that `Fixtures/make_fixtures.py` wrote with PyTorch.
enum Fixture {
  static func load<Case: Decodable>(_ name: String) throws -> [Case] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
  }
}

/// A number that may be `"nan"`, `"inf"` or `"-inf"`, which JSON has no numbers for.
struct FixtureNumber: Decodable {
  let value: Double

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      value = number
    } else {
      value = try #require(Double(container.decode(String.self)))
    }
  }
}

extension [FixtureNumber] {
  var values: [Double] { map(\.value) }
}
