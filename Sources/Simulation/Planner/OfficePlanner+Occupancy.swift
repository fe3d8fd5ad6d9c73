import Scheduling

/// Room reservations, absences, maintenance: what else takes counselors, rooms and licences.
extension OfficePlanner {
  // Rooms of reservations and of maintenance are different ones, so that they never meet.
  private var reservedRoom: Reference { .room(0) }
  private var maintainedRoom: Reference { .room(profile.rooms - 1) }

  private static func occurrence(_ number: Int, from first: CivilDate) -> Slot {
    Slot(start: first.adding(days: 7 * number).at(11 * 60), minutes: 60)
  }

  private var firstOccurrence: CivilDate { calendar.nextOpenDay(after: timetable.days.first ?? now.day) }

  /// A weekly meeting in a room, before anything else has it.
  mutating func reserveRoom() {
    let slots = (0..<4).map { Self.occurrence($0, from: firstOccurrence) }
    guard let slot = slots.first else { return }
    let body = Self.times(slot).with("room", .id(reservedRoom)).with("purpose", "求人者との打合せ")
      .with("repeat", ["every": "week", "count": 4])
    send(
      "POST", "room-reservations", body, .ok(201),
      learns: .occurrences(slots.indices.map { .reservation($0) }))
    for slot in slots { block(slot) { $0.rooms += 1 } }
    let again = Self.times(slot).with("room", .id(reservedRoom)).with("purpose", "面接指導")
    send("POST", "room-reservations", again, .refused(409, "slot_taken"))
  }

  /// Once it is held before the doors open.
  mutating func moveOccurrence() {
    let old = Self.occurrence(1, from: firstOccurrence)
    let new = Slot(start: old.start.day.at(7 * 60), minutes: 60)
    send("PATCH", "room-reservations/\(Reference.reservation(1))", Self.times(new), .ok())
    block(old) { $0.rooms -= 1 }
  }

  mutating func dropOccurrence() {
    send("DELETE", "room-reservations/\(Reference.reservation(2))", nil, .ok(204))
    block(Self.occurrence(2, from: firstOccurrence)) { $0.rooms -= 1 }
  }

  /// A counselor calls in sick: who can be moved is moved, the others become tasks.
  mutating func illness() {
    let day = now.day
    guard !absences.contains(day) else { return }
    let slot = Slot(start: day.at(8 * 60 + 30), end: day.at(17 * 60 + 30))
    let body = absence(.counselor(dice.below(profile.counselors)), slot).with("reassign", true)
    send("POST", "absences", by: .supervisor, body, .ok(201))
    displace(slot) { profile, blocks, taken in profile.counselors - blocks.counselors - taken }
    block(slot) { $0.counselors += 1 }
    absences.insert(day)
  }

  /// Somebody will be away at a time for which a session is agreed: first it goes to somebody else.
  mutating func illnessAhead() {
    let found = stories.indices.first { number in
      guard stories[number].status == .confirmed, let start = stories[number].start else { return false }
      return start.day > now.day && taken(start) == 1 && blocks[start] == nil && !absences.contains(start.day)
    }
    guard let found, let start = stories[found].start else { return }
    let slot = Slot(start: start, minutes: 30)
    send("", found, method: "GET", nil, .ok(200, .confirmed))
    let refused = absence(.counselorOf(booking: found), slot).with("reassign", false)
    send("POST", "absences", by: .supervisor, refused, .refused(409, "slot_taken"))
    let other: JSON = ["counselor": .id(.counselorBesides(booking: found))]
    send("reassign", found, other, .refused(403, "forbidden"))
    send("reassign", found, by: .supervisor, other, .ok(200, .confirmed))
    send("POST", "absences", by: .supervisor, absence(.counselorBesides(booking: found), slot), .ok(201))
    block(slot) { $0.counselors += 1 }
    absences.insert(start.day)
  }

  mutating func roomMaintenance() {
    let day = calendar.openDay(2, after: now.day)
    let slot = Slot(start: day.at(9 * 60), end: day.at(12 * 60))
    guard !maintained.contains(day) else { return }
    let body = Self.times(slot).with("room", .id(maintainedRoom)).with("reason", "空調の点検").with("reassign", true)
    send("POST", "maintenance", by: .supervisor, body, .ok(201))
    displace(slot) { profile, blocks, taken in profile.rooms - blocks.rooms - taken }
    block(slot) { $0.rooms += 1 }
    maintained.insert(day)
  }

  /// A licence is renewed at a time when nobody has it.
  mutating func licenceMaintenance() {
    let day = calendar.openDay(5, after: now.day)
    guard let start = starts(on: day).first(where: { taken($0) == 0 }), let vendor = profile.licences.first else {
      return
    }
    let slot = Slot(start: start, minutes: 30)
    send(
      "POST", "maintenance", by: .supervisor,
      Self.times(slot).with("licence", .id(.licence(0))).with("reason", "契約の更新"), .ok(201))
    block(slot) { $0.licences[vendor, default: 0] += 1 }
  }

  private func absence(_ counselor: Reference, _ slot: Slot) -> JSON {
    Self.times(slot).with("counselor", .id(counselor)).with("reason", "発熱")
  }

  private static func times(_ slot: Slot) -> JSON {
    ["start": .text(slot.start.rfc3339UTC), "end": .text(slot.end.rfc3339UTC)]
  }

  /// Where nothing is left for whoever has to move, somebody stays; who that is, and so what is free when one of them
  /// goes, depends on ids.
  private mutating func displace(_ slot: Slot, spare: (OfficeProfile, Blocks, Int) -> Int) {
    for start in Self.halfHours(slot) {
      if spare(profile, blocks[start] ?? Blocks(), taken(start)) <= 0 { murky.insert(start) }
      for claim in claims[start] ?? [] { stories[claim.booking].mayHaveMoved = true }
    }
  }

  private mutating func block(_ slot: Slot, _ change: (inout Blocks) -> Void) {
    for start in Self.halfHours(slot) { change(&blocks[start, default: Blocks()]) }
  }

  private static func halfHours(_ slot: Slot) -> [Instant] {
    Array(sequence(first: slot.start) { $0.adding(minutes: 30) }.prefix { $0 < slot.end })
  }
}
