import ArgumentParser
import CourseExercises
import FileOutput
import Foundation

/// `swiftgrad exercises new`.
struct NewExercisesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a Swift package of the exercises.",
    discussion: """
      The package depends on SwiftGrad: on the checkout that this program was built from, or on what --package says. In a folder \
      that has exercises already, the files that are missing are added and no other file is touched; any other folder that is not \
      empty is refused with exit status 73.
      """)

  @Argument(help: "The folder for the package.")
  var folder: String

  @Option(
    name: .customLong("package"),
    help: ArgumentHelp(
      "SwiftGrad: the path of a checkout, or an address with a version, such as https://…/SwiftGrad@1.0.0.",
      valueName: "place"))
  var package: String?

  func validate() throws { _ = try dependency }

  func run() throws {
    let url = URL(filePath: folder)
    let dependency = try dependency
    guard url.lastPathComponent.lowercased() != dependency.identity else {
      throw OutputFileError(
        path: folder, expected: "a folder that is not called as the package it depends on",
        found: "'\(url.lastPathComponent)'")
    }
    do throws(SystemError) { try makeFolder(at: url.path) } catch {
      throw OutputFileError(folder: folder, found: error)
    }
    try checkContents(of: url)
    let files = ExercisePackage(dependingOn: dependency).files
    let missing = files.filter { !isThere(url.appending(path: $0.path)) }
    for file in missing { try write(file.contents, to: url.appending(path: file.path)) }
    try report(missing.map(\.path), isNew: missing.count == files.count)
  }

  private func report(_ paths: [String], isNew: Bool) throws {
    let count = ExerciseSheet.all.map(\.exercises.count).reduce(0, +)
    let text =
      if isNew {
        """
        \(count) exercises are in \(folder): functions in \(ExercisePackage.taskFolder) to fill in. README.md says how it works.

          cd \(folder)
          swift test --filter Lesson01
          swift run swiftgrad exercises hint 1.1

        """
      } else if paths.isEmpty {
        "Nothing is missing in \(folder).\n"
      } else {
        "Added what was missing in \(folder):\n\(paths.map { "  \($0)\n" }.joined())"
      }
    try writeToStandardOutput(text)
  }

  /// Throws where there are files, and none of exercises among them.
  private func checkContents(of url: URL) throws {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: url.path) } catch {
      throw OutputFileError(
        path: folder, expected: "a folder that can be read", found: "one that cannot")
    }
    let isOfExercises = isThere(url.appending(path: ExercisePackage.taskFolder))
    guard isOfExercises || names.isEmpty else {
      throw OutputFileError(
        path: folder, expected: "a new or an empty folder, or one with exercises",
        found: "one with other files, such as '\(names.min() ?? "")'")
    }
  }

  private func isThere(_ url: URL) -> Bool {
    // Unlike `fileExists` it also sees a link that leads nowhere.
    (try? FileManager.default.attributesOfItem(atPath: url.path)) != nil
  }

  private func write(_ contents: String, to url: URL) throws {
    let parent = url.deletingLastPathComponent().path
    do throws(SystemError) { try makeFolder(at: parent) } catch {
      throw OutputFileError(folder: parent, found: error)
    }
    try OutputFile.write(Data(contents.utf8), to: url.path)
  }
}

extension NewExercisesCommand {
  private var dependency: ExercisePackage.Dependency {
    get throws {
      guard let package else {
        let checkout = Self.checkout
        guard Self.isCheckout(checkout) else {
          throw ValidationError(
            """
            exercises new: expected the checkout that this program was built from in \(checkout), found none; --package says where \
            SwiftGrad is
            """)
        }
        return .path(checkout)
      }
      guard package.contains("://") || package.hasPrefix("git@") else {
        let path = URL(filePath: package).standardizedFileURL.path
        guard Self.isCheckout(path) else {
          throw ValidationError(
            "--package: expected a checkout of SwiftGrad, or an address with a version, found '\(package)'"
          )
        }
        return .path(path)
      }
      guard let match = package.wholeMatch(of: /(.+)@([0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?)/)
      else {
        throw ValidationError(
          "--package: expected an address with a version, such as \(package)@1.0.0, found '\(package)'"
        )
      }
      return .repository(String(match.1), from: String(match.2))
    }
  }

  /// Where the sources of this program were when it was built.
  private static var checkout: String {
    var url = URL(filePath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.standardizedFileURL.path
  }

  private static func isCheckout(_ path: String) -> Bool {
    let manifest = URL(filePath: path).appending(path: "Package.swift")
    let text = try? String(contentsOf: manifest, encoding: .utf8)
    return text?.contains("name: \"SwiftGrad\"") ?? false
  }
}
