import Foundation
import Testing

/// Each type declares the operators itself, as `Differentiable` says why; so there are four files, held here to one text.
@Suite struct OperatorTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(components: "..", "..", "Sources")

  private func declarations(of type: String, in folder: String) throws -> String {
    let file = Self.sources.appending(components: folder, "\(type)+Operators.swift")
    return try String(contentsOf: file, encoding: .utf8)
      .replacing(/\b(Value|ValueTensor|Tensor|PlainNumber)\b/, with: "T")
      .replacing("import Autograd", with: "")
      .replacing(/\s+/, with: "")
  }

  @Test(arguments: [
    ("ValueTensor", "ScalarEngine"), ("Tensor", "VectorEngine/Tensor"), ("PlainNumber", "Autograd"),
  ])
  func everyTypeDeclaresTheSameOperators(type: String, folder: String) throws {
    let expected = try declarations(of: "Value", in: "ScalarEngine")
    #expect(expected.contains("publicstaticfunc+(left:T,right:T)->T{"))
    #expect(try declarations(of: type, in: folder) == expected)
  }
}
