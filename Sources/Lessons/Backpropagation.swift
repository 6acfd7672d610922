import SwiftGrad

func backpropagation() throws {
  section("Forward, and what each step does")
  let w = Value(3, label: "w"), x = Value(2, label: "x"), b = Value(-4, label: "b")
  let product = w * x
  product.label = "p"
  let prediction = product + b
  prediction.label = "y"
  let loss = prediction.pow(2)
  loss.label = "loss"
  for step in loss.graph().forwardTrace { print(step) }
  try loss.graph().write(to: "backpropagation-forward.svg")

  section("Back, one step at a time")
  for step in loss.backwardPass() {
    print(step)
    if step.number.isMultiple(of: 2) {
      try loss.graph().write(
        to: "backpropagation-step-\(step.number).svg", options: DrawingOptions(showsLegend: false))
    }
  }

  section("Does it hold?")
  func lossAt(w: Double, x: Double, b: Double) -> Double { (w * x + b) * (w * x + b) }
  let h = 0.001
  let slopes = [
    (lossAt(w: 3 + h, x: 2, b: -4) - loss.data) / h,
    (lossAt(w: 3, x: 2 + h, b: -4) - loss.data) / h,
    (lossAt(w: 3, x: 2, b: -4 + h) - loss.data) / h,
  ]
  for (leaf, slope) in zip([w, x, b], slopes) {
    print("\(leaf.label ?? ""): gradient \(leaf.grad), measured \(slope.readableText())")
  }

  section("A number that is used twice")
  let a = Value(3, label: "a")
  let square = a * a
  square.label = "s"
  let total = square + a
  total.label = "total"
  for step in total.backwardPass() { print(step) }
  try total.graph().write(to: "backpropagation-fan-in.svg")

  section("Passing on too early")
  /// A sum of other sums. Both local derivatives of a + b are 1, so nothing but its inputs needs to be known.
  final class Sum {
    let inputs: [Sum]
    var gradient = 0.0
    var visits = 0

    init(_ inputs: Sum...) { self.inputs = inputs }
  }

  func report(_ name: String, _ node: Sum) {
    print("\(name): gradient \(node.gradient.readableText()), visits: \(node.visits)")
  }

  /// As soon as a share arrives, a node passes on all that it has.
  func passOnEverything(_ share: Double, to node: Sum) {
    node.visits += 1
    node.gradient += share
    for input in node.inputs { passOnEverything(node.gradient, to: input) }
  }

  func doubledTwice() -> (bottom: Sum, top: Sum) {
    let a = Sum()
    let b = Sum(a, a)
    let c = Sum(b, b)
    return (a, c)
  }
  let early = doubledTwice()
  passOnEverything(1, to: early.top)
  report("a, everything passed on at once", early.bottom)

  section("Right, but how long does it take?")
  /// As soon as a share arrives, a node passes on that share.
  func passOnShare(_ share: Double, to node: Sum) {
    node.visits += 1
    node.gradient += share
    for input in node.inputs { passOnShare(share, to: input) }
  }

  let patient = doubledTwice()
  passOnShare(1, to: patient.top)
  report("a, each share passed on by itself", patient.bottom)

  section("Topological order")
  /// All nodes, each after its inputs.
  func topologicalOrder(of result: Sum) -> [Sum] {
    var order: [Sum] = [], seen: Set<ObjectIdentifier> = []
    func place(_ node: Sum) {
      guard seen.insert(ObjectIdentifier(node)).inserted else { return }
      for input in node.inputs { place(input) }
      order.append(node)
    }
    place(result)
    return order
  }

  /// Every node passes on once, after all that use it.
  func passOnInTopologicalOrder(from result: Sum) {
    result.gradient = 1
    for node in topologicalOrder(of: result).reversed() {
      node.visits += 1
      for input in node.inputs { input.gradient += node.gradient }
    }
  }

  let ordered = doubledTwice()
  passOnInTopologicalOrder(from: ordered.top)
  report("a, in topological order", ordered.bottom)

  section("Diamonds in a row")
  func diamonds(_ count: Int) -> (bottom: Sum, top: Sum) {
    let bottom = Sum()
    var top = bottom
    for _ in 0..<count { top = Sum(Sum(top), Sum(top)) }
    return (bottom, top)
  }

  func visits(to graph: (bottom: Sum, top: Sum)) -> Int {
    topologicalOrder(of: graph.top).map(\.visits).reduce(0, +)
  }

  let counts = Array(1...16)
  var visitsByShare: [Int] = [], visitsInOrder: [Int] = []
  for count in counts {
    let early = diamonds(count), patient = diamonds(count), ordered = diamonds(count)
    passOnEverything(1, to: early.top)
    passOnShare(1, to: patient.top)
    passOnInTopologicalOrder(from: ordered.top)
    visitsByShare.append(visits(to: patient))
    visitsInOrder.append(visits(to: ordered))
    guard [1, 2, 3, 4, 8, 16].contains(count) else { continue }
    print("diamonds: \(count)")
    for (name, graph) in [("everything", early), ("each share", patient), ("in order", ordered)] {
      let gradient = graph.bottom.gradient.readableText()
      print("  \(name): gradient \(gradient), visits to all nodes: \(visits(to: graph))")
    }
  }

  let growth = Plot(
    "Without an order, each diamond doubles the work", x: "diamonds in a row, n",
    y: "visits to nodes"
  ) {
    Line(
      x: counts, y: visitsByShare, label: "each share: 2ⁿ⁺² − 3", color: .vermillion, markers: true)
    Line(x: counts, y: visitsInOrder, label: "in order: 3n + 1", color: .blue, markers: true)
  }
  try growth.yAxis(scale: .log).legend(.topLeft).write(to: "backpropagation-visits.svg")

  func diamondsOfValues(_ count: Int) -> (bottom: Value, top: Value) {
    let bottom = Value(1, label: "a")
    var top = bottom
    for _ in 0..<count { top = top.relu() + top.relu() }
    return (bottom, top)
  }
  let two = diamondsOfValues(2)
  two.top.backward()
  try two.top.graph().write(to: "backpropagation-diamonds.svg")

  let thousand = diamondsOfValues(1000)
  let steps = Array(thousand.top.backwardPass())
  print(
    "1000 diamonds of Values: gradient \(thousand.bottom.grad.readableText()), steps: \(steps.count)"
  )

  section("Once each is not enough")
  /// Every node passes on once, the nearest to the result first.
  func passOnNearestFirst(from result: Sum) {
    result.gradient = 1
    var waiting = [result], seen: Set = [ObjectIdentifier(result)]
    while !waiting.isEmpty {
      let node = waiting.removeFirst()
      node.visits += 1
      for input in node.inputs {
        input.gradient += node.gradient
        if seen.insert(ObjectIdentifier(input)).inserted { waiting.append(input) }
      }
    }
  }

  func shortAndLongWay() -> (bottom: Sum, top: Sum) {
    let a = Sum()
    let p = Sum(a, a)
    let q = Sum(p, p)
    let r = Sum(q, q)
    return (a, Sum(p, r))
  }
  let nearestFirst = shortAndLongWay(), inputsLast = shortAndLongWay()
  passOnNearestFirst(from: nearestFirst.top)
  report("a, the nearest to the result first", nearestFirst.bottom)
  passOnInTopologicalOrder(from: inputsLast.top)
  report("a, in topological order", inputsLast.bottom)

  section("A gradient of a gradient")
  let t = Value(2, label: "t")
  let cube = t.pow(3)
  let slope = gradient(of: cube, withRespectTo: t, createGraph: true)
  let curvature = gradient(of: slope, withRespectTo: t, createGraph: true)
  let third = gradient(of: curvature, withRespectTo: t)
  print("t³:", cube.data)
  print("its slope, 3t²:", slope.data)
  print("the slope of that, 6t:", curvature.data)
  print("and of that, 6:", third.data)
  try slope.graph().write(to: "backpropagation-slope.svg")
}
