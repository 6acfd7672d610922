import SwiftGrad

func rootMeanSquare<T: DifferentiableTensor>(_ x: T) -> T { x.square().mean().sqrt() }

func shapeOfSum(_ left: [Int], _ right: [Int]) -> [Int]? {
  let rank = max(left.count, right.count)
  let left = [Int](repeating: 1, count: rank - left.count) + left
  let right = [Int](repeating: 1, count: rank - right.count) + right
  var shape: [Int] = []
  for (a, b) in zip(left, right) {
    guard a == b || a == 1 || b == 1 else { return nil }
    shape.append(a == 1 ? b : a)
  }
  return shape
}

func squaredDistances<T: DifferentiableTensor>(_ points: T) -> T {
  (points.unsqueezed(axis: 1) - points.unsqueezed(axis: 0)).square().sum(axis: 2)
}
