/// The package in which a reader of the course gets the exercises.
public struct ExercisePackage: Sendable {
  /// Where the package finds SwiftGrad.
  public enum Dependency: Hashable, Sendable {
    /// A checkout, by its absolute path.
    case path(String)
    /// A repository, from a version on, such as "1.0.0".
    case repository(String, from: String)

    /// What Swift's package manager calls it. The folder of a package that depends on it must have another name.
    public var identity: String {
      switch self {
      case .path(let location), .repository(let location, _):
        let name = location.split { $0 == "/" || $0 == ":" }.last ?? ""
        return (name.hasSuffix(".git") ? name.dropLast(4) : name).lowercased()
      }
    }

    fileprivate var declaration: String {
      switch self {
      // Named, for a checkout may lie in a folder of any name.
      case .path(let path): ".package(name: \"SwiftGrad\", path: \(path.debugDescription))"
      case .repository(let address, let version):
        ".package(url: \(address.debugDescription), from: \(version.debugDescription))"
      }
    }

    fileprivate var name: String {
      switch self {
      case .path: "SwiftGrad"
      case .repository: identity
      }
    }
  }

  /// Its files: paths inside of the package's folder, and what is in them.
  public let files: [(path: String, contents: String)]

  /// A package that depends on SwiftGrad in this place.
  public init(dependingOn dependency: Dependency) {
    let manifest = String(decoding: PackageResources.Package_swift_txt, as: UTF8.self)
      .replacing("DEPENDENCY", with: dependency.declaration)
      .replacing("IDENTITY", with: dependency.name)
    let readme = String(decoding: PackageResources.README_md, as: UTF8.self)
    let numbers = String(decoding: PackageResources.Numbers_swift_txt, as: UTF8.self)
    files =
      [
        ("Package.swift", manifest), ("README.md", readme), (".gitignore", ".build/\nGraphs/\n"),
        // The folder that the tests are told to put their graphs into has to be there.
        ("Graphs/.keep", ""), ("\(Self.testFolder)/Numbers.swift", numbers),
      ]
      + ExerciseSheet.all.flatMap { sheet in
        [
          ("\(Self.taskFolder)/\(sheet.name).swift", sheet.task),
          ("\(Self.testFolder)/\(sheet.name)Tests.swift", sheet.check),
        ]
      }
  }

  /// Where the functions to fill in are; a folder that has it is one with exercises.
  public static let taskFolder = "Sources/Exercises"
  private static let testFolder = "Tests/ExercisesTests"
}
