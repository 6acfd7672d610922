import FileOutput
import Foundation

/// Writes to standard output, past any buffer: whoever reads it sees each line when it is written.
func writeToStandardOutput(_ text: String) throws(OutputError) {
  do throws(SystemError) {
    try writeAll(Data(text.utf8), to: STDOUT_FILENO)
  } catch {
    throw OutputError(reason: error)
  }
}

/// Writes a line that is not part of the program's output: an error, a notice.
func writeToStandardError(_ message: String) {
  // Where nobody can be told, there is nobody to tell that.
  try? writeAll(Data("swiftgrad: \(message)\n".utf8), to: STDERR_FILENO)
}

/// Puts something in the place of each standard stream that is closed, which can neither be read nor written.
///
/// The next file that is opened would get its number, and lines that are meant for the stream would go into the file.
func holdClosedStreams() {
  for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
    // It gets the lowest number that is free.
    unsafe _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}

/// Whether a path leads to where standard output goes.
func isStandardOutput(_ path: String) -> Bool {
  var file = stat()
  var output = stat()
  return unsafe stat(path, &file) == 0 && fstat(STDOUT_FILENO, &output) == 0
    && file.st_dev == output.st_dev && file.st_ino == output.st_ino
}

/// Standard output does not take what is written to it, as when a disk is full.
struct OutputError: Error, CustomStringConvertible {
  let reason: SystemError

  var description: String {
    "standard output: expected it to take what is written, found \(reason)"
  }
}
