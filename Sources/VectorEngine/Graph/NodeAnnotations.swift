/// What few nodes of a graph have, kept apart so that the many stay small.
final class NodeAnnotations {
  var label: String?
  var hooks: [(Tensor) -> Tensor?] = []
}
