// Assigning through a subscript changes a leaf's numbers in place, outside of any graph. What a formula needs of a changed tensor
// with a gradient comes from `replacing(with:where:)`.

extension DifferentiableTensor {
  /// Puts numbers where `indices` select, stretched to what is selected.
  func assign(_ newValue: Self, at indices: [TensorIndex]) {
    require(
      newValue.isLeaf || !newValue.requiresGradient,
      """
      subscript: a result that gradients flow to would lose them by being assigned; assign its detached(), or make a new tensor \
      with replacing(with:where:)
      """)
    let selection = TensorSelection(indices, of: shape)
    let target = selection.resultShape
    require(
      newValue.shape.broadcast(with: target) == target,
      "subscript: shape \(newValue.shape) does not stretch to the selected shape \(target)")
    withoutGradient {
      var slices = selection.slices
      let numbers = newValue.broadcast(to: target)
        .reshaped(Shape(selection.slices.map(\.count)))
      guard let chosen = selection.chosen else { return assign(numbers, at: slices) }
      for (place, index) in chosen.indices.enumerated() {
        slices[chosen.axis] = AxisSlice(start: index, count: 1)
        assign(numbers.slice(axis: chosen.axis, from: place, count: 1), at: slices)
      }
    }
  }
}

extension DifferentiableTensor {
  /// Traps unless assigning `other` to a part of this tensor fits and changes what the programmer meant.
  package func requireAssignable(
    _ other: Shape, at slices: [AxisSlice], isCopyOfAnother: Bool
  ) {
    require(
      isLeaf,
      """
      subscript: a result of an operation has its numbers from its inputs and can not be assigned to; make a new tensor with \
      replacing(with:where:), or assign to its detached() copy
      """)
    require(
      !isCopyOfAnother,
      """
      subscript: data and grad give copies, in which an assignment would be lost; assign to the tensor itself (x[0] = …), set all \
      of x.data, or keep a copy of your own with detached()
      """)
    let target = TensorOperation.Slice(slices: slices).resultShape(of: shape)
    require(target == other, "assign: shape \(other) does not fit the slice, of shape \(target)")
  }
}
