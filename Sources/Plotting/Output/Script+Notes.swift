extension Script {
  /// Words at points, each where it covers least.
  mutating func addNotes(_ layout: PanelLayout, colors: [PlotColor]) {
    let drawn = layout.plot.layers.flatMap { layer -> [Point] in
      if case .note = layer.shape { return [] }
      return layer.outline(x: layout.x, y: layout.y, in: layout.area)
    }
    let isOverField = layout.plot.layers.contains(where: \.fillsArea)
    var taken: [Rect] = []
    for (layer, color) in zip(layout.plot.layers, colors) {
      guard case .note(let text, let point, let hasPoint) = layer.shape, point.isFinite else {
        continue
      }
      let ink = self.color(color)
      if hasPoint {
        add(
          "set label \"\" at \(place(point)) front point pointtype 7 pointsize 0.7 linecolor \(ink)"
        )
      }
      let place = NotePlace.best(for: text, at: layout.place(point), in: layout.area, drawn, taken)
      taken.append(place.rect)
      if place.coverCount > 0 || isOverField {
        add(
          "set style textbox opaque noborder margins 0.4,0.2 fillcolor \(self.color(.hex(theme.background)))"
        )
      }
      let box = place.coverCount > 0 || isOverField ? " boxed" : ""
      let (x, y) = (
        layout.area.left + (place.rect.left + place.rect.right) / 2,
        layout.area.bottom + (place.rect.bottom + place.rect.top) / 2
      )
      add(
        "set label \(text.quoted) at \(screen(x, y)) center front \(font(.caption)) textcolor \(ink)\(box)"
      )
    }
  }
}

/// A place for words beside a point, in points from the corner of the area.
private struct NotePlace {
  var rect: Rect
  /// How much it covers.
  var coverCount: Int
  /// What being far from the point counts.
  var distance: Double

  var cost: Double { Double(coverCount) + distance }

  /// Above or below, right or left: the first place of those that cover least.
  static func best(
    for text: String, at point: Point, in area: Rect, _ drawn: [Point], _ taken: [Rect]
  ) -> NotePlace {
    let (width, height) = (FontSize.caption.width(of: text) + 4, FontSize.caption.lineHeight)
    // The further ones only where they are better by more than a little.
    let directions: [(x: Double, y: Double, far: Double)] = [
      (1, 1, 0), (-1, 1, 0), (1, -1, 0), (-1, -1, 0), (0, 1, 0), (0, -1, 0), (1, 0, 0), (-1, 0, 0),
      (1, 1, 1), (-1, 1, 1), (1, -1, 1), (-1, -1, 1), (0, 1, 1), (0, -1, 1),
    ]
    let places = directions.map { direction -> NotePlace in
      let x = point.x + direction.x * (width / 2 + 6)
      let y = point.y + direction.y * (height / 2 + 5 + direction.far * 14)
      let rect = Rect(
        left: x - width / 2, right: x + width / 2, bottom: y - height / 2, top: y + height / 2)
      var count = drawn.count { rect.contains($0) }
      count += taken.count { $0.overlaps(rect) } * 50
      let isInside =
        rect.left >= 0 && rect.right <= area.width && rect.bottom >= 0
        && rect.top <= area.height
      return NotePlace(
        rect: rect, coverCount: count + (isInside ? 0 : 1000),
        distance: direction.far * 2)
    }
    return places.min { $0.cost < $1.cost } ?? places[0]
  }
}

extension Rect {
  fileprivate func contains(_ point: Point) -> Bool {
    point.x >= left && point.x <= right && point.y >= bottom && point.y <= top
  }

  fileprivate func overlaps(_ other: Rect) -> Bool {
    left < other.right && other.left < right && bottom < other.top && other.bottom < top
  }
}
