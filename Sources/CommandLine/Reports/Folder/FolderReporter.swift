import Foundation
import SwiftGrad

/// Reports a training as a folder to be looked at afterwards, while another reporter tells how it goes.
final class FolderReporter: TrainingReporter {
  private let folder: ReportFolder
  private let other: any TrainingReporter
  private var record: TrainingRecord?

  init(_ folder: ReportFolder, beside other: any TrainingReporter) {
    self.folder = folder
    self.other = other
  }

  func begin(_ summary: TrainingSummary) throws {
    record = TrainingRecord(summary: summary)
    try other.begin(summary)
  }

  func finishBatch(_ progress: EpochProgress) throws {
    record?.add(progress)
    try other.finishBatch(progress)
  }

  /// Writes the numbers so far: they outlive a program that is killed.
  func finishEpoch(_ result: EpochResult) throws {
    record?.epochs.append(result)
    if let record { try folder.write(Data(record.table.utf8), to: ReportFolder.table) }
    try other.finishEpoch(result)
  }

  /// Throws what kept pictures from being drawn after all else is written.
  func end(_ result: TrainingResult, test: ImageDataset) throws {
    try other.end(result, test: test)
    guard let record else { return }
    try folder.write(Data(record.table.utf8), to: ReportFolder.table)
    var page = ReportPage(record: record, result: result)
    var failure: PlotError?
    do throws(PlotError) {
      for figure in ReportFigure.all(of: record, result) {
        let light = try figure.drawing.data(.png, theme: .light)
        let dark = try figure.drawing.data(.png, theme: .dark)
        page.pictures.append(ReportPage.Picture(figure: figure, light: light, dark: dark))
      }
    } catch .missingProgram {
      failure = .missingProgram(keptData: folder.place(ReportFolder.table))
    } catch {
      failure = error
    }
    for picture in page.pictures {
      try folder.write(picture.light, to: picture.figure.name.fileName)
    }
    try folder.write(Data(page.html.utf8), to: ReportFolder.page)
    writeToStandardError("the report is in \(folder.place(ReportFolder.page))")
    if let failure { throw failure }
  }
}
