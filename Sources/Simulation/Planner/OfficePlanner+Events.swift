import Scheduling

/// What happens to the office itself, and when.
extension OfficePlanner {
  /// Everything once a week or so; what needs days ahead comes early, so that a short simulation has it too.
  mutating func arrange() {
    let perDay = timetable.moments.count / max(1, timetable.days.count)
    let openDays = timetable.days.indices.filter { calendar.isOpenDay(timetable.days[$0]) }
    func at(_ openDay: Int, _ place: Int) -> Int? {
      openDays.indices.contains(openDay) ? openDays[openDay] * perDay + place : nil
    }
    later(.office(.setUp), at: 0)
    later(.office(.switchUsageOn), at: 0)
    later(.office(.policy), at: profile.number == 1 ? 0 : at(5, 0))
    later(.office(.reserveRoom), at: 0)
    later(.office(.longerHours), at: at(0, 4))
    later(.office(.opening), at: at(0, 6))
    later(.office(.moveOccurrence), at: at(1, 0))
    later(.office(.dropOccurrence), at: at(1, 2))
    later(.office(.licenceMaintenance), at: at(0, 8))
    for day in openDays.indices {
      later(.office(.morning), at: at(day, 0))
      switch (day + profile.number) % 6 {
      case 1: later(.office(.illness), at: at(day, 0))
      case 2: later(.office(.illnessAhead), at: at(day, 20))
      case 3: later(.office(.roomMaintenance), at: at(day, 10))
      case 4 where day % 12 < 6: later(.office(.closure), at: at(day, 12))
      default: break
      }
      later(.office(.recordUsage), at: at(day, 0))
      later(.office(.fetchMessages), at: at(day, 18))
      later(.office(.evening), at: at(day, perDay - 2))
    }
    arrangeTerms(openDays.indices.last.map { $0 / 2 }, openDays, perDay)
    later(.office(.rotateCredentials), at: at(1, 3))
    later(.office(.disclose), at: at(openDays.count - 1, 20))
    last(.handOverUsage, at: timetable.moments.count - 1)
    // in the shortest simulation each of them happens once as well
    later(.office(.illness), at: at(1, 1))
    later(.office(.illnessAhead), at: at(0, perDay - 3))
    later(.office(.roomMaintenance), at: at(0, perDay - 4))
    later(.office(.closure), at: at(0, perDay - 2))
  }

  /// Half-way the office announces terms of its own, except where the ministry's are enough. Nothing falls due between
  /// that moment and the next: whom the notice reaches depends on nothing else.
  private mutating func arrangeTerms(_ middle: Int?, _ openDays: [Int], _ perDay: Int) {
    guard let middle, profile.number % 3 != 2 else { return }
    let evening = openDays[middle] * perDay + perDay - 2
    last(.announceTerms, at: evening)
    later(.office(.countNotices), at: evening + 1)
    later(.office(.readTermsInForce), at: (openDays[middle] + 1) * perDay)
  }

  mutating func run(_ event: Errand.Event) {
    switch event {
    case .setUp: setUp()
    case .policy: changePolicy()
    case .reserveRoom: reserveRoom()
    case .moveOccurrence: moveOccurrence()
    case .dropOccurrence: dropOccurrence()
    case .illness: illness()
    case .illnessAhead: illnessAhead()
    case .roomMaintenance: roomMaintenance()
    case .licenceMaintenance: licenceMaintenance()
    case .closure: closeOneDay()
    case .opening: openOneSaturday()
    case .longerHours: openLonger()
    case .morning: morning()
    case .evening:
      send(Move.fetchingMessages())
      closeTasks()
    case .announceTerms: announceTerms()
    case .countNotices: countNotices()
    case .readTermsInForce: readTermsInForce()
    case .fetchMessages: send(Move.fetchingMessages())
    case .rotateCredentials: rotateCredentials()
    case .review(let number): review(number)
    case .refuseForConduct(let number): refuseForConduct(number)
    case .reapply(let number): reapply(number)
    case .appeal(let refusal): appeal(refusal)
    case .lift(let refusal): lift(refusal)
    case .expire(let refusal): expire(refusal)
    case .switchUsageOn: switchUsageOn()
    case .recordUsage: recordUsage()
    case .disclose: disclose()
    case .handOverUsage: handOverUsage()
    }
  }

  private mutating func setUp() {
    for number in 0..<profile.rooms {
      send(
        "POST", "rooms", by: .supervisor, ["name": .text("ブース\(number + 1)")], .ok(201), learns: .id(.room(number)))
    }
    for number in 0..<profile.counselors {
      let body: JSON = ["name": .text("相談員\(number + 1)"), "services": ["consultation", "placement"]]
      send("POST", "counselors", by: .supervisor, body, .ok(201), learns: .id(.counselor(number)))
    }
    for (number, vendor) in profile.licences.enumerated() {
      let body: JSON = ["vendor": .text(vendor.rawValue), "name": .text("\(vendor.displayName)-\(number + 1)")]
      send("POST", "licences", by: .supervisor, body, .ok(201), learns: .id(.licence(number)))
      equip(number, of: vendor)
    }
    employ()
    send("POST", "rooms", by: .counselor, ["name": "会議室"], .refused(403, "forbidden"))
  }

  /// One office lets offers hold nothing, one asks for confirmations by the closing time of the day before.
  private mutating func changePolicy() {
    switch profile.number % 15 {
    case 1:
      holdsOffers = false
      send("PATCH", "policy", by: .officeHead, ["hold_offers": false], .ok())
    case 2:
      if let time = TimeOfDay(hour: 17, minute: 15) { cutoff = .previousOpenDayAt(time) }
      send("PATCH", "policy", by: .officeHead, ["confirm_cutoff": .text(cutoff.description)], .ok())
    default: send("PATCH", "policy", by: .counselor, ["hold_offers": false], .refused(403, "forbidden"))
    }
  }

  /// The day's list, what is free, somebody looked up, something corrected.
  private mutating func morning() {
    let today = now.day
    send("GET", "bookings?from=\(today.iso)&to=\(today.adding(days: 1).iso)&limit=200", nil, .ok())
    let day = calendar.openDay(1 + dice.below(4), after: today)
    var expected = Expectation.ok()
    let starts = starts(on: day).filter { isBookable($0) }
    if murky.isDisjoint(with: starts) {
      expected.free = Dictionary(uniqueKeysWithValues: starts.map { ($0, free($0)) })
    }
    send(
      "GET", "availability?service=consultation&from=\(day.iso)&to=\(day.adding(days: 1).iso)", by: .gateway, nil,
      expected)
    guard let known = dice.pick(stories.indices) else { return }
    send("POST", "bookings/search", ["name": .text(stories[known].person.name)], .ok())
    if dice.chance(20) { send("GET", "audit?limit=20", by: .supervisor, nil, .ok()) }
    correct(known)
  }

  private mutating func correct(_ number: Int) {
    let status = stories[number].status
    let companions: JSON = ["companions": [["role": "helper", "note": "家族が隣に座る"]]]
    send(
      "", number, method: "PATCH", companions, status.isEnding ? .refused(409, "illegal_transition") : .ok(200, status))
    if status == .confirmed, !stories[number].wishes.isEmpty {
      send(
        "", number, method: "PATCH", ["wishes": Self.starts(stories[number].wishes)],
        .refused(409, "illegal_transition"))
    }
  }
}
