import ArgumentParser

/// Which images to train on.
struct DataOptions: ParsableArguments {
  @Option(
    help: """
      The images to train on. If not given: what the data folder holds, mnist if both; without a folder, digits, which the \
      program draws itself.
      """)
  var dataset: DatasetChoice?

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      """
      The folder of the data set's files, plain or .gz; its subfolders mnist and fashion-mnist are looked in as well. \
      If not given: the environment variable SWIFTGRAD_DATA.
      """, valueName: "folder"))
  var folder: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Use no more than the first n training images and the first n test images.", valueName: "n"),
    transform: wholeNumber(in: 1...Int.max))
  var limit: Int?

  func validate() throws {
    guard folder != "" else { throw ValidationError("--data: expected a folder, found ''") }
  }
}

/// A data set by its name on the command line.
enum DatasetChoice: String, CaseIterable, ExpressibleByArgument {
  case mnist
  case fashionMNIST = "fashion-mnist"
  case digits
}
