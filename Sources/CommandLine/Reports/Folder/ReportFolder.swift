import FileOutput
import Foundation

/// Where a report goes. Files of earlier ones are overwritten, and nothing else is touched.
struct ReportFolder {
  static let page = "index.html"
  static let table = "history.csv"

  private let path: String

  /// Makes the folder; throws if it cannot be made, or would not take one of the files.
  init(_ path: String) throws(OutputFileError) {
    do throws(SystemError) {
      try makeFolder(at: path)
    } catch {
      throw OutputFileError(folder: path, "a folder for the report", found: error)
    }
    self.path = path
    for name in [Self.page, Self.table] + ReportFigure.Name.allCases.map(\.fileName) {
      _ = try OutputFile(place(name))
    }
  }

  func place(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  func write(_ bytes: Data, to name: String) throws(OutputFileError) {
    try OutputFile.write(bytes, to: place(name))
  }
}
