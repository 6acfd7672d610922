/// Whether operations are being recorded, so that gradients can flow back through them.
public enum Recording {
  /// True unless the current task is inside ``withoutGradient(_:)``.
  @TaskLocal public static var isEnabled = true
}

/// Runs `body` without recording any operation: its results are constants and keep no graph alive.
///
///     let accuracy = withoutGradient { model(images).argmax(axis: 1) }
///
/// Holds for this task and the tasks it starts, not for others that run at the same time.
public func withoutGradient<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  // Binding the variable again would take longer than a small operation.
  guard Recording.isEnabled else { return try body() }
  do {
    return try Recording.$isEnabled.withValue(false) { try body() }
  } catch let failure as Failure {
    throw failure
  } catch {
    fatalError("withoutGradient: the body threw \(error), which its type does not allow")
  }
}
