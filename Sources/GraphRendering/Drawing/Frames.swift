/// Which boxes and which frames stand in which frame; a module with no box in it has none.
struct Frames {
  /// For each module the boxes directly in its frame.
  private(set) var boxes: [[Drawing.Box]]
  /// For each module those with boxes directly in it.
  private(set) var children: [[Int]]
  /// For each module the number of boxes in its frame and the frames in it.
  private(set) var boxCount: [Int]

  init(_ drawing: Drawing) {
    let modules = drawing.tree.modules
    boxes = modules.map { _ in [] }
    children = modules.map { _ in [] }
    for box in drawing.boxes { boxes[box.frame].append(box) }
    boxCount = boxes.map(\.count)
    // What is in a module comes after it.
    for index in modules.indices.reversed() {
      guard let parent = modules[index].parent, boxCount[index] > 0 else { continue }
      boxCount[parent] += boxCount[index]
      children[parent].append(index)
    }
    for index in children.indices { children[index].reverse() }
  }
}
