/// What a module does to the features of its input, the numbers along the last axis.
///
/// ``Sequential`` refuses, when it is built, layers that do not fit each other by these rules.
public enum FeatureRule: Hashable, Sendable {
  /// Only data will tell.
  case unknown
  /// As many come out as go in: an activation.
  case preserved
  /// So many must go in, so many come out: a linear layer.
  case fixed(input: Int, output: Int)
  /// Other axes are joined to the last, so that a multiple of what goes in comes out.
  case flattened
}
