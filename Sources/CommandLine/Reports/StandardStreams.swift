import Foundation

/// Writes to standard output, past any buffer: whoever reads it sees each line when it is written.
func writeToStandardOutput(_ text: String) throws(OutputError) {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  } catch {
    throw OutputError(reason: error.localizedDescription)
  }
}

/// Writes a line that is not part of the program's output: an error, a notice.
func writeToStandardError(_ message: String) {
  // Where nobody can be told, there is nobody to tell that.
  try? FileHandle.standardError.write(contentsOf: Data("swiftgrad: \(message)\n".utf8))
}

/// Standard output does not take what is written to it, as when a disk is full.
struct OutputError: Error {
  let reason: String
}
