import Foundation
import Synchronization

/// Ctrl-C, taken as the wish to stop soon. A second one is left to the system, which ends the program at once.
enum Interruption {
  /// What a shell reports of a program that ended by Ctrl-C: 128 + SIGINT.
  static let exitStatus: Int32 = 130

  private static let requested = Atomic(false)

  /// Whether Ctrl-C was pressed since ``catchFirst()``.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Leaves Ctrl-C ignored where the program was started to go on in spite of it, as `nohup` and scripts do.
  static func catchFirst() {
    guard !isIgnored else { return }
    // Reading it here sets it up: a signal handler must not be the first to touch a static property.
    _ = isRequested
    _ = signal(SIGINT) { _ in
      Interruption.requested.store(true, ordering: .relaxed)
      _ = signal(SIGINT, SIG_DFL)
    }
    // Started from a thread that blocks signals, such as one of Dispatch's, the program blocks them, too.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static var isIgnored: Bool {
    var action = sigaction()
    guard unsafe sigaction(SIGINT, nil, &action) == 0 else { return false }
    #if os(Linux)
      let handler = unsafe action.__sigaction_handler.sa_handler
    #else
      let handler = unsafe action.__sigaction_u.__sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
