import SwiftGrad

/// Tells the user how a training goes. Every method throws if its output cannot be written.
protocol TrainingReporter: AnyObject {
  /// Training is about to begin.
  func begin(_ summary: TrainingSummary) throws
  /// A batch is done.
  func finishBatch(_ progress: EpochProgress) throws
  /// An epoch is done, or stopped.
  func finishEpoch(_ result: EpochResult) throws
  /// Training is over.
  func end(_ result: TrainingResult, test: ImageDataset) throws
}

/// An epoch of training and the evaluation that followed.
struct EpochResult {
  let training: EpochProgress
  /// Nil if the epoch was stopped before it was evaluated.
  let evaluation: Evaluation?
  /// The most memory so far, in bytes; nil where it is not known.
  var peakMemory: Int?
}
