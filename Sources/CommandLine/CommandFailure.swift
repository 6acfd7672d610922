import ArgumentParser
import FileOutput
import SwiftGrad

/// An error as the program reports it: one line, under which a formula is shown, and the exit status that BSD's `sysexits.h` has for its kind.
struct CommandFailure {
  /// What standard error is told; nothing if all has been said.
  let message: String
  /// 64 for wrong arguments and environment variables, 65 for data that is wrong, 66 for data that cannot be opened, 69 for what
  /// the installation lacks, 73 for a file that cannot be made, 74 for output that cannot be written.
  let status: Int32

  init(_ error: any Error) {
    switch error {
    case let error as DatasetError:
      message = error.description
      status =
        switch error.kind {
        case .cannotOpen: 66
        case .badData: 65
        }
    case let error as OutputFileError:
      message = error.description
      status = 73
    case let error as ScalarExpressionError:
      message = error.description
      status = 64
    case let error as RenderingError:
      message = error.commandLineMessage
      status = error.exitStatus
    case let error as OutputError:
      message = error.description
      status = 74
    case let error as PlotError:
      message = error.description
      status = error.exitStatus
    case let error as EnvironmentError:
      message = error.description
      status = 64
    default:
      // ArgumentParser lists many choices under each other.
      message = SwiftGradCommand.message(for: error)
        .replacing(/:\n\s*-\s+/, with: ": ").replacing(/\n\s*-\s+/, with: ", ")
        .replacing(/\s*\n\s*/, with: " ")
      status = SwiftGradCommand.exitCode(for: error).rawValue
    }
  }
}

extension PlotError {
  fileprivate var exitStatus: Int32 {
    switch self {
    case .unknownFormat: 64
    case .missingProgram, .drawingFailed, .timeLimitExceeded: 69
    case .cannotWrite: 73
    }
  }
}
