import Scheduling

extension OfficePlanner {
  /// What one booking takes at one start.
  struct Claim {
    let booking: Int
    let vendor: Vendor
    /// Of a hold.
    let expires: Instant?
  }

  /// What is taken at one start by anything but bookings.
  struct Blocks {
    var counselors = 0
    var rooms = 0
    var licences: [Vendor: Int] = [:]
  }

  /// How many more bookings fit at a start; of any vendor when none is named.
  func free(_ start: Instant, _ vendor: Vendor? = nil, besides own: Int? = nil) -> Int {
    let live = (claims[start] ?? []).filter { $0.booking != own && $0.expires.map { $0 > now } ?? true }
    let blocked = blocks[start] ?? Blocks()
    let vendors = vendor.map { [$0] } ?? profile.vendors
    let licences = vendors.map { vendor in
      max(
        0,
        profile.licences.count { $0 == vendor } - blocked.licences[vendor, default: 0]
          - live.count { $0.vendor == vendor })
    }.reduce(0, +)
    return max(
      0, min(profile.counselors - blocked.counselors - live.count, profile.rooms - blocked.rooms - live.count, licences)
    )
  }

  /// Bookings that have something at a start.
  func taken(_ start: Instant) -> Int {
    (claims[start] ?? []).count { $0.expires.map { $0 > now } ?? true }
  }

  mutating func claim(_ start: Instant, _ booking: Int, until expires: Instant? = nil) {
    claims[start, default: []].append(Claim(booking: booking, vendor: stories[booking].vendor, expires: expires))
  }

  /// Everything a booking has.
  mutating func release(_ booking: Int) {
    for start in stories[booking].offered + [stories[booking].start].compactMap({ $0 }) {
      claims[start]?.removeAll { $0.booking == booking }
    }
  }

  func hasLiveClaim(_ booking: Int, at start: Instant) -> Bool {
    (claims[start] ?? []).contains { $0.booking == booking && $0.expires.map { $0 > now } ?? true }
  }
}

extension OfficePlanner {
  /// The starts of a day that the calendar allows, taken or not.
  func starts(on day: CivilDate) -> [Instant] {
    calendar.windows(on: day).flatMap { window in
      stride(from: window.from.minutes, through: window.to.minutes - 30, by: 30).map { day.at($0) }
    }
  }

  /// Whether a start lies ahead, on an open day and inside the hours.
  func isOnCalendar(_ start: Instant) -> Bool { start > now && starts(on: start.day).contains(start) }

  /// A3: from when on a start can no longer be confirmed.
  func cutoff(of start: Instant) -> Instant {
    switch cutoff {
    case .calendarDayEnd: start.day.at(0)
    case .calendarDayAt(let time): start.day.adding(days: -1).at(time)
    case .previousOpenDayAt(let time): calendar.previousOpenDay(before: start.day).at(time)
    }
  }

  /// Whether a start may be offered as far as its time goes.
  func isBookable(_ start: Instant) -> Bool { isOnCalendar(start) && now < cutoff(of: start) }

  /// A4.
  func deadline(of starts: [Instant]) -> Instant {
    let reply = calendar.openDay(2, after: now.day).adding(days: 1).at(0)
    return starts.min().map { min(cutoff(of: $0), reply) } ?? reply
  }

  /// Whether the person has something at that time.
  func isBusy(_ person: Person, at start: Instant, besides own: Int) -> Bool {
    (claims[start] ?? []).contains { claim in
      claim.booking != own && claim.expires.map { $0 > now } ?? true
        && stories[claim.booking].person.jobSeekerNumber == person.jobSeekerNumber && person.jobSeekerNumber != nil
    }
  }

  /// Free starts for a booking, at most `count`, the nearest days first.
  mutating func findFree(_ count: Int, for booking: Int, days: ClosedRange<Int> = 1...6, notBefore minute: Int = 0)
    -> [Instant]
  {
    var found: [Instant] = []
    var day = calendar.openDay(days.lowerBound - 1, after: now.day)
    for _ in days {
      day = calendar.nextOpenDay(after: day)
      var free = starts(on: day).filter { start in
        start.minute >= minute && isBookable(start) && !murky.contains(start)
          && self.free(start, stories[booking].vendor, besides: booking) > 0
          && !isBusy(stories[booking].person, at: start, besides: booking)
      }
      while found.count < count, let start = dice.pick(free) {
        found.append(start)
        free.removeAll { $0 == start }
        if found.count == count || dice.chance(40) { break }
      }
      if found.count == count { break }
    }
    return found.sorted()
  }
}
