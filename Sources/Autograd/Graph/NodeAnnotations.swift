/// What few nodes of a graph have, kept apart so that the many stay small.
package final class NodeAnnotations<Gradient> {
  package var label: String?
  package var hooks: [(Gradient) -> Gradient?] = []
  /// What a leaf with hooks had collected before the pass that is under way, for an engine that adds up in one place.
  package var earlierGradient: Gradient?

  package init() {}
}
