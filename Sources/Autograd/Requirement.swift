/// Stops the program with a message, in every build, unless a condition holds: for mistakes of the programmer.
///
/// `precondition` would do, but a release build drops its message, and that is how people train: shapes that do not fit would end
/// in "illegal instruction".
@inlinable @inline(__always)
package func require(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
  file: StaticString = #file, line: UInt = #line
) {
  guard condition() else { fatalError(message(), file: file, line: line) }
}
