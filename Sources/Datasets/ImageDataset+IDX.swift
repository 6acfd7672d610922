extension ImageDataset {
  /// Reads a data set from two IDX files, plain or compressed by gzip: images [count, rows, columns]
  /// and labels [count].
  ///
  /// - Throws: ``DatasetError`` if a file cannot be opened or is malformed, if the two do not have
  ///   the same count, if there is no image, or if a label is not a place in `classNames`.
  public init(
    images imageFile: String, labels labelFile: String, name: String, classNames: [String],
    normalization: Normalization
  ) throws(DatasetError) {
    try self.init(
      images: IDXFile(path: imageFile), labels: IDXFile(path: labelFile), name: name,
      classNames: classNames, normalization: normalization)
  }

  /// Checks both headers before it reads elements, and the labels before the images, which are many times as long.
  init(
    images: IDXFile, labels: IDXFile, name: String, classNames: [String],
    normalization: Normalization
  ) throws(DatasetError) {
    try images.check(rank: 3, of: "images")
    for (axis, size) in ["image", "row", "column"].enumerated() where images.shape[axis] == 0 {
      throw images.error(at: 4 + 4 * axis, expected: "at least one \(size)", found: "0")
    }
    try labels.check(rank: 1, of: "labels")
    guard labels.count == images.shape[0] else {
      throw labels.error(
        at: 4, expected: "\(images.shape[0]) labels, one for each image of \(images.path)",
        found: "\(labels.count)")
    }
    let labelBytes = try labels.readElements()
    if let index = labelBytes.firstIndex(where: { $0 >= classNames.count }) {
      throw labels.error(
        at: 8 + index, expected: "a label from 0 to \(classNames.count - 1)",
        found: "\(labelBytes[index])")
    }
    self.init(
      name: name, pixels: try images.readElements(), labels: labelBytes.map(Int.init),
      rows: images.shape[1], columns: images.shape[2], classNames: classNames,
      normalization: normalization)
  }
}

extension IDXFile {
  fileprivate func check(rank: Int, of contents: String) throws(DatasetError) {
    guard shape.count == rank else {
      throw error(at: 3, expected: "\(rank) for the rank of \(contents)", found: "\(shape.count)")
    }
  }
}
