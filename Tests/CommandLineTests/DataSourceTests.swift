import ArgumentParser
import Foundation
import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct DataSourceTests {
  private func choose(
    _ dataset: DatasetChoice?, folder: String? = nil, variable: String? = nil
  ) throws -> (source: DataSource, notice: String?) {
    try DataSource.choose(
      dataset, folder: folder, environment: variable.map { ["SWIFTGRAD_DATA": $0] } ?? [:])
  }

  @Test func withoutAFolderItIsTheDigitsAndThatIsSaid() throws {
    for variable in [nil, ""] {
      let (source, notice) = try choose(nil, variable: variable)
      #expect(source == .digits)
      #expect(try #require(notice).contains("training on the built-in digits"))
    }
  }

  @Test func aFolderThatHoldsMNISTMakesItTheDefault() throws {
    let folder = try TemporaryFolder()
    try folder.writeMNIST()
    let path = folder.path
    for (option, variable) in [(path, nil), (nil, path), (path, "/nowhere")] {
      let (source, notice) = try choose(nil, folder: option, variable: variable)
      #expect(source == .mnist(folder: path))
      #expect(notice == nil)
    }
  }

  @Test func aVariableWhoseFolderHoldsNoDataMakesItTheDigitsAndIsNamed() throws {
    let folder = try TemporaryFolder()
    let (source, notice) = try choose(nil, variable: folder.path)
    #expect(source == .digits)
    #expect(try #require(notice).contains(folder.path))
  }

  @Test func aFolderThatWasAskedForAndHoldsNoDataIsNotPassedOver() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, "/nowhere"] {
      let (source, _) = try choose(nil, folder: path)
      #expect(source == .mnist(folder: path))
      #expect(throws: DatasetError.self) { try source.load(.training, limit: nil) }
    }
    let result = try Program.run("train", "--data", folder.path)
    #expect(result.status == 66 && result.output.isEmpty)
    #expect(result.errors.contains(folder.path))
  }

  @Test func aFolderOfFashionMNISTAloneMakesItTheDefault() throws {
    let folder = try TemporaryFolder()
    let fashion = "\(folder.path)/fashion-mnist"
    try FileManager.default.createDirectory(atPath: fashion, withIntermediateDirectories: true)
    try folder.writeMNIST(in: "fashion-mnist")
    #expect(try choose(nil, folder: folder.path).source == .fashionMNIST(folder: folder.path))
  }

  @Test func aFileWhereAFolderWasAskedForIsNotPassedOver() throws {
    let folder = try TemporaryFolder()
    try folder.writeMNIST()
    let file = "\(folder.path)/train-images-idx3-ubyte"
    let (source, _) = try choose(nil, folder: file)
    #expect(source == .mnist(folder: file))
    #expect(throws: DatasetError.self) { try source.load(.training, limit: nil) }
  }

  @Test func aDataSetThatIsAskedForIsTaken() throws {
    #expect(try choose(.digits, folder: "/nowhere").source == .digits)
    #expect(try choose(.mnist, variable: "/nowhere").source == .mnist(folder: "/nowhere"))
    #expect(try choose(.fashionMNIST, folder: "a").source == .fashionMNIST(folder: "a"))
  }

  @Test(arguments: [DatasetChoice.mnist, .fashionMNIST])
  func aDataSetOfFilesNeedsAFolder(dataset: DatasetChoice) throws {
    let error = try #require(throws: ValidationError.self) { try choose(dataset) }
    #expect(error.message.contains("--dataset \(dataset.rawValue): expected"))
  }

  @Test func theLimitIsOnEitherSplit() throws {
    let folder = try TemporaryFolder()
    try folder.writeMNIST(images: 3)
    for split in ImageDataset.Split.allCases {
      #expect(try DataSource.mnist(folder: folder.path).load(split, limit: 2).count == 2)
      #expect(try DataSource.mnist(folder: folder.path).load(split, limit: 9).count == 3)
      #expect(try DataSource.mnist(folder: folder.path).load(split, limit: nil).count == 3)
      #expect(try DataSource.digits.load(split, limit: 7).count == 7)
    }
  }
}
