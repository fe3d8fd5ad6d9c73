import Scheduling

/// Closures, special openings and hours.
extension OfficePlanner {
  /// A day is closed at short notice: whoever has a session then is moved or told off.
  mutating func closeOneDay() {
    let day = calendar.openDay(2 + dice.below(3), after: now.day)
    guard calendar.specialOpenings[day] == nil else { return }
    let body: JSON = ["date": .text(day.iso), "reason": "庁舎の停電"]
    let displaced = stories.map { $0.displaced(on: day) }.reduce(0, +)
    send("POST", "closures?preview=true", by: .supervisor, body, Expectation(status: 200, displaced: displaced))
    send("POST", "closures", by: .supervisor, body, Expectation(status: 201, displaced: displaced))
    calendar.closures.insert(day)
    for number in stories.indices where stories[number].displaced(on: day) > 0 { openTask(.closedDay, number) }
    for number in stories.indices {
      guard stories[number].status == .confirmed, let start = stories[number].start, start.day == day else { continue }
      let step: Errand.Step = dice.chance(60) ? .move(start) : .cancelByOffice(start)
      later(number, step, at: workingMoment(after: dice.below(3)))
    }
  }

  mutating func openOneSaturday() {
    var day = now.day.adding(days: 6 - now.day.weekday.rawValue)
    if day <= now.day { day = day.adding(days: 7) }
    guard let window = OpeningWindow("10:00-12:00"), !calendar.isOpenDay(day) else { return }
    let body: JSON = ["date": .text(day.iso), "windows": ["10:00-12:00"], "reason": "休日相談会"]
    send("POST", "closures", by: .supervisor, body, .ok(201))
    calendar.specialOpenings[day] = [window]
  }

  /// Wednesdays are longer from next week on, where they are not already.
  mutating func openLonger() {
    let last = calendar.windows(on: calendar.nextOpenDay(after: now.day)).last?.to
    guard let last, let five = TimeOfDay(hour: 17, minute: 0), let window = OpeningWindow(from: last, to: five) else {
      return
    }
    let from = now.day.adding(days: 5)
    let body: JSON = ["weekday": "wednesday", "window": .text(window.description), "valid_from": .text(from.iso)]
    send("POST", "hours", by: .supervisor, body, .ok(201))
    calendar.weeklyHours.append(WeeklyWindow(weekday: .wednesday, window: window, validFrom: from))
  }
}

extension Story {
  /// How many of its times lie on a day.
  fileprivate func displaced(on day: CivilDate) -> Int {
    switch status {
    case .offered: offered.count { $0.day == day }
    case .confirmed: start?.day == day ? 1 : 0
    default: 0
    }
  }
}
