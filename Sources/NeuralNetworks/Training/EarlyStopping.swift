import Autograd

extension TrainingCallback {
  /// Stops training when an epoch's number no longer gets better, as Keras' EarlyStopping does.
  ///
  ///     .earlyStopping(patience: 3, restoresBestWeights: true)
  ///     .earlyStopping(patience: 3, mode: .maximum, monitoring: \.validationAccuracy)
  ///
  /// - Parameters:
  ///   - patience: after how many epochs without a better number; with 0, as with 1, after the first. Traps if it is negative.
  ///   - minimumImprovement: by how much a number must be better than the best to count; traps if it is negative.
  ///   - mode: whether less is better, or more.
  ///   - restoresBestWeights: whether the parameters are those of the best epoch at the end, stopped or not.
  ///   - quantity: where the history has the number; the validation loss, or without validation data the training loss, if not
  ///     given. Traps, after the first epoch, if nothing is there.
  public static func earlyStopping(
    patience: Int = 0, minimumImprovement: Double = 0, mode: MonitoringMode = .minimum,
    restoresBestWeights: Bool = false,
    monitoring quantity: KeyPath<TrainingHistory, [Double]>? = nil
  ) -> TrainingCallback {
    require(patience >= 0, "earlyStopping: the patience must be 0 or more, not \(patience)")
    require(
      minimumImprovement >= 0,
      "earlyStopping: the minimum improvement must be 0 or more, not \(minimumImprovement)")
    var best: (number: Double, weights: [(parameter: T, numbers: T.Data)])?
    var badEpochCount = 0
    return TrainingCallback(
      onBegin: { _ in (best, badEpochCount) = (nil, 0) },
      onEpoch: { trainer in
        guard let number = trainer.history.last(of: quantity, for: "earlyStopping") else { return }
        let gain = best.map { mode == .minimum ? $0.number - number : number - $0.number }
        // NaN is never better.
        if gain.map({ $0 > minimumImprovement }) ?? !number.isNaN {
          let parameters = restoresBestWeights ? trainer.model.parameters : []
          best = (number, parameters.map { ($0, $0.data) })
          badEpochCount = 0
        } else {
          badEpochCount += 1
          if badEpochCount >= patience { trainer.stop() }
        }
      },
      onEnd: { _ in
        for (parameter, numbers) in best?.weights ?? [] { parameter.data = numbers }
      })
  }
}
