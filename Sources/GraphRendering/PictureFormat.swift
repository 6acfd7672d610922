/// What a drawing can be written as.
public enum PictureFormat: String, Hashable, Sendable, CaseIterable {
  case png, svg, pdf
  /// The text that Graphviz reads.
  case dot

  /// The format that the ending of a file name asks for, in capitals or not.
  init(path: String) throws(RenderingError) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
    guard let format = ending.flatMap({ PictureFormat(rawValue: $0) }) else {
      throw .unknownFormat(path: path)
    }
    self = format
  }
}
