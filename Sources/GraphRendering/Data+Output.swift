import FileOutput
import Foundation

extension Data {
  /// Writes a picture or a page, whole or not at all.
  func write(toPath path: String) throws(RenderingError) {
    do throws(OutputFileError) {
      try OutputFile.write(self, to: path)
    } catch {
      throw .cannotWrite(path: path, reason: error.reason)
    }
  }
}
