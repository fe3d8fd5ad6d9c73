import Scheduling

/// The moments at which something happens: five minutes before and after every half hour of the working day, and some
/// when only MyPage is open.
///
/// Every deadline of the terms falls on a half hour, on start + 10 minutes, or on 17:15; no moment is nearer to one than
/// five minutes, which is the time the service's clock may run on while the requests of a moment are under way.
struct Timetable: Sendable {
  let days: [CivilDate]
  let moments: [Instant]

  init(from first: CivilDate, days count: Int) {
    days = (0..<count).map { first.adding(days: $0) }
    moments = days.flatMap { day in Self.times.map { day.at($0) } }
  }

  /// Minutes of the day.
  private static let times: [Int] = {
    var times = [8 * 60 + 35]
    for halfHour in 18...34 { times += [halfHour * 30 - 5, halfHour * 30 + 5] }
    return times + [17 * 60 + 35, 20 * 60 + 5]
  }()

  /// The place of the first moment that is not before the instant; nil when all are.
  func index(notBefore instant: Instant) -> Int? {
    let index = moments.partitioningIndex { $0 >= instant }
    return index < moments.count ? index : nil
  }

  /// The place of the last moment before the instant; nil when none is.
  func index(before instant: Instant) -> Int? {
    let index = moments.partitioningIndex { $0 >= instant }
    return index > 0 ? index - 1 : nil
  }
}

extension CivilDate {
  /// The instant of a minute of the day in Japan, where all the made-up offices are.
  func at(_ minute: Int) -> Instant {
    Instant(secondsSinceEpoch: Int64(daysSinceEpoch * 1440 + minute - 9 * 60) * 60)
  }

  func at(_ time: TimeOfDay) -> Instant { at(time.minutes) }
}

extension Instant {
  /// The day in Japan.
  var day: CivilDate { CivilDate(daysSinceEpoch: Int((secondsSinceEpoch + 9 * 3600) / 86_400)) }
  /// The minute of that day.
  var minute: Int { Int((secondsSinceEpoch + 9 * 3600) % 86_400 / 60) }
}

extension Array {
  /// The first index from which on `belongs` is true.
  fileprivate func partitioningIndex(_ belongs: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
