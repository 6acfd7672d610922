import Foundation
import Testing

/// The guide of a lesson: sections of prose, with blocks of Swift, blocks of output, which have no language, and pictures.
struct Guide {
  /// Code and output under a heading.
  private struct Section {
    var heading: String
    var code: [String] = []
    /// Lines of output that are not empty.
    var output: [String] = []
    /// Where they stand in the file.
    var places: [Int] = []
  }

  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
  static let folder = root.appending(path: "Sources/SwiftGrad/SwiftGrad.docc/Lessons")

  private let name: String
  /// Where it lies with its pictures, so that they are seen where the repository is read, too.
  private var folder: URL { Self.folder.appending(path: name) }
  private let lines: [String]
  private let sections: [Section]

  init(of lesson: String) throws {
    name = Self.fileName(of: lesson)
    lines = try Self.lines(of: Self.folder.appending(path: "\(name)/\(name).md"))
    var sections = [Section(heading: "")]
    var language: String?
    for (place, line) in lines.enumerated() {
      if let fence = line.wholeMatch(of: /```(\w*)/) {
        language = language == nil ? String(fence.1) : nil
      } else if language == nil, line.hasPrefix("## "), line != "## Overview" {
        sections.append(Section(heading: String(line.dropFirst(3))))
      } else if language == "swift" {
        sections[sections.count - 1].code.append(line)
      } else if language == "", !line.isEmpty {
        sections[sections.count - 1].output.append(line)
        sections[sections.count - 1].places.append(place)
      }
    }
    self.sections = sections
  }

  /// `OneNeuron` of `one-neuron`.
  static func fileName(of lesson: String) -> String {
    lesson.split(separator: "-").map(\.capitalized).joined()
  }

  private static func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
  }
}

// MARK: Code

extension Guide {
  /// Expects the blocks of Swift, one after the other and under their headings, to be all of the source.
  func expectCode() throws {
    let shown = sections.flatMap { section in
      let hasCode = !section.heading.isEmpty && !section.code.isEmpty
      return (hasCode ? ["section(\"\(section.heading)\")"] : []) + section.code
    }
    let source = try Self.lines(of: Self.root.appending(path: "Sources/Lessons/\(name).swift"))
    let (expected, found) = (Self.statements(in: source), Self.statements(in: shown))
    let difference = zip(expected, found).first { $0 != $1 }
    #expect(
      expected == found,
      "\(name): the source has \(expected.count) lines, the guide \(found.count); the first that differ: \(difference.map { "\($0)" } ?? "none")"
    )
  }

  /// Lines without indentation, and without what a lesson needs around its code in a module of many.
  ///
  /// A section may be a private function, so that it can stand below the types and extensions that it explains: it begins with them,
  /// where the function before it ends.
  private static func statements(in lines: [String]) -> [String] {
    var statements: [String] = [], calls: Set<String> = []
    var isInFunction = false, end = 0, start: Int?
    for line in lines {
      let statement = line.trimmingCharacters(in: .whitespaces)
      if let function = statement.wholeMatch(of: /(private )?func (\w+)\(\) throws \{/) {
        isInFunction = true
        guard function.1 != nil else { continue }
        calls.insert("try \(function.2)()")
        start = end
      } else if line == "}", isInFunction {
        isInFunction = false
        end = statements.count
      } else if let place = start, statement.hasPrefix("section(") {
        statements.insert(statement, at: place)
        start = nil
      } else if !statement.isEmpty, statement != "}", !statement.hasPrefix("import ") {
        statements.append(statement)
      }
    }
    return statements.filter { !calls.contains($0) }
  }
}

// MARK: Output and pictures

extension Guide {
  /// Expects what a run has printed under each heading to be what the guide shows there, and its pictures to be those of the guide.
  ///
  /// - Parameter tolerance: how much a number may differ in relation to itself. After "about" it may differ at will.
  func expect(output: String, pictures: URL, tolerance: Double) throws {
    let run = Self.sections(of: output)
    let shown = sections.filter { !$0.output.isEmpty }
    #expect(run.map(\.heading) == shown.map(\.heading), "\(name)")
    for (run, shown) in zip(run, shown) {
      let place = "\(name), “\(shown.heading)”"
      #expect(run.output.count == shown.output.count, "\(place): \(run.output)")
      for (run, shown) in zip(run.output, shown.output)
      where !Self.agree(run, shown, tolerance: tolerance) {
        Issue.record("\(place): printed “\(run)”, the guide has “\(shown)”")
      }
    }
    let written = try FileManager.default.contentsOfDirectory(atPath: pictures.path).sorted()
    let named = lines.compactMap { $0.firstMatch(of: /^!\[[^\]]+\]\(([\w-]+\.\w+)\)/)?.1 }
    #expect(written == named.map(String.init).sorted(), "\(name)")
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(kept.filter { !$0.hasSuffix(".md") } == written, "\(name)")
  }

  /// Brings output and pictures up to date, but where the count of lines has changed.
  func rewrite(output: String, pictures: URL) throws {
    var lines = lines
    for run in Self.sections(of: output) {
      guard let section = sections.first(where: { $0.heading == run.heading }) else { continue }
      guard section.output.count == run.output.count else { continue }
      for (place, line) in zip(section.places, run.output) {
        lines[place] = line.replacing(/\ +$/, with: "")
      }
    }
    let file = folder.appending(path: "\(name).md")
    try Data(lines.joined(separator: "\n").utf8).write(to: file, options: .atomic)
    for picture in try FileManager.default.contentsOfDirectory(atPath: pictures.path) {
      let data = try Data(contentsOf: pictures.appending(path: picture))
      try data.write(to: folder.appending(path: picture), options: .atomic)
    }
  }

  /// What a run has printed, by its headings, which are underlined; those under which nothing is printed left out.
  private static func sections(of run: String) -> [Section] {
    var sections = [Section(heading: "")]
    // Title and folder of the pictures are the program's.
    for line in run.components(separatedBy: "\n").dropFirst()
    where !line.isEmpty && !line.hasPrefix("Pictures are in ") {
      if line.allSatisfy({ $0 == "─" }) {
        let heading = sections[sections.count - 1].output.removeLast()
        sections.append(Section(heading: heading))
      } else {
        sections[sections.count - 1].output.append(line)
      }
    }
    return sections.filter { !$0.output.isEmpty }
  }

  /// Whether two lines differ in nothing but blanks and, a little, in their numbers.
  static func agree(_ left: String, _ right: String, tolerance: Double) -> Bool {
    func parts(_ line: String) -> (words: String, numbers: [(text: String, isFree: Bool)]) {
      let number = /(about )?([-−]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?)/
      let numbers = line.matches(of: number).map { (text: String($0.2), isFree: $0.1 != nil) }
      let words = line.replacing(number, with: "#").split(separator: " ").joined(separator: " ")
      return (words, numbers)
    }
    let (left, right) = (parts(left), parts(right))
    guard left.words == right.words else { return false }
    return zip(left.numbers, right.numbers).allSatisfy { left, right in
      if left.isFree || left.text == right.text { return true }
      func value(_ text: String) -> Double {
        Double(text.replacing(",", with: "").replacing("−", with: "-")) ?? .nan
      }
      let (left, right) = (value(left.text), value(right.text))
      return abs(left - right) <= tolerance * max(abs(left), abs(right))
    }
  }
}
