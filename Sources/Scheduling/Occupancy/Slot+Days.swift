extension Slot {
  /// The local days on which it has any time, in order; none for an empty one.
  public func days(in zone: OfficeZone) -> [CivilDate] {
    guard start < end else { return [] }
    let first = zone.localDate(of: start).daysSinceEpoch
    let last = zone.localDate(of: end - .microseconds(1)).daysSinceEpoch
    return (first...max(first, last)).map(CivilDate.init(daysSinceEpoch:))
  }

  /// Its part of every local day, in order. None lasts longer than 24 hours: a day on which the clock goes back has two.
  public func dailyParts(in zone: OfficeZone) -> [Slot] {
    days(in: zone).flatMap { day in
      let midnight = zone.instant(of: day, at: .midnight)
      let next = zone.instant(of: day.adding(days: 1), at: .midnight)
      let noLater = midnight + .seconds(86_400)
      return [Slot(start: midnight, end: min(noLater, next)), Slot(start: noLater, end: next)]
        .compactMap { common(with: $0) }
    }
  }

  /// What is left of it outside of `others`, in order.
  public func subtracting(_ others: [Slot]) -> [Slot] {
    var left: [Slot] = []
    var from = start
    for other in others.sorted() where other.overlaps(self) {
      if from < other.start { left.append(Slot(start: from, end: other.start)) }
      from = max(from, other.end)
    }
    if from < end { left.append(Slot(start: from, end: end)) }
    return left
  }

  /// What of it lies at `instant` or after; empty when nothing does.
  public func from(_ instant: Instant) -> Slot {
    Slot(start: max(start, instant), end: end)
  }

  private func common(with other: Slot) -> Slot? {
    overlaps(other) ? Slot(start: max(start, other.start), end: min(end, other.end)) : nil
  }
}
