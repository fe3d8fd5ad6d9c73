import Scheduling

/// 利用の記録 (article 7), and the only ways out: 開示 (article 8) and a demand by law.
extension OfficePlanner {
  /// While the office records none, MyPage is told so; then it is switched on again.
  mutating func switchUsageOn() {
    send("PATCH", "policy", by: .officeHead, ["usage_events": false], .ok(says: ["usage_events": .truth(false)]))
    send("POST", "usage-events", by: .gateway, usage(1), .refused(409, "usage_events_off"))
    send("PATCH", "policy", by: .officeHead, ["usage_events": true], .ok(says: ["usage_events": .truth(true)]))
  }

  /// What of MyPage was used early this morning.
  mutating func recordUsage() {
    let count = 1 + dice.below(4)
    send("POST", "usage-events", by: .counselor, usage(count), .refused(403, "forbidden"))
    send("POST", "usage-events", by: .gateway, usage(count), .ok(says: ["recorded": .integer(count)]))
    ledger.usageEvents += count
  }

  private mutating func usage(_ count: Int) -> JSON {
    let events = (0..<count).map { _ -> JSON in
      let purpose = dice.pick(UsagePurpose.allCases) ?? .operation
      let access = dice.pick(UsageAccess.allCases) ?? .signIn
      let event: JSON = [
        "date": .text(now.day.iso), "hour": .integer(6 + dice.below(2)), "purpose": .text(purpose.rawValue),
        "access": .text(access.rawValue), "device": .text("terminal-\(profile.code)-\(dice.below(1000))"),
      ]
      return event.with("booking", dice.pick(stories.indices).map { .id(.booking($0)) })
    }
    return ["events": .list(events)]
  }

  /// Somebody who was absent asks what is kept: approved by the head, exported, given.
  mutating func disclose() {
    let found = stories.indices.first { stories[$0].isCast && stories[$0].fate == .absent }
    guard let found, stories[found].person.jobSeekerNumber != nil else { return }
    let bookings = bookings(ofPersonOf: found).map { stories[$0] }
    send(
      "standing", found, method: "GET", nil, .ok(), learns: .at("seeker", .seeker(booking: found)))
    let body: JSON = [
      "kind": "person_request", "legal_basis": "個人情報の保護に関する法律第76条",
      "requester": .text(stories[found].person.name), "seeker": .id(.seeker(booking: found)),
    ]
    send("POST", "disclosures", by: .supervisor, body, .refused(403, "forbidden"))
    let disclosure = request(body, dueAt: now.day.adding(days: 31).at(0))
    take("export", disclosure, .refused(409, "illegal_disclosure_step"))
    take("approve", disclosure, .ok(says: ["status": .text("approved")]))
    take(
      "export", disclosure,
      .ok(says: [
        "persons": .count(1), "bookings": .count(bookings.count),
        "consents": .count(bookings.map(\.agreement.consents.count).reduce(0, +)),
        "messages": .count(bookings.map(\.messages.count).reduce(0, +)),
        "contacts": .count(bookings.map(\.contacts).reduce(0, +)), "devices": .null,
      ]))
    take("give", disclosure, .ok(says: ["status": .text("given"), "exports": .count(1)]))
    take("export", disclosure, .refused(409, "illegal_disclosure_step"))
  }

  /// A law demands the records of use of the whole run: what else counts them nobody may read.
  mutating func handOverUsage() {
    guard let first = timetable.days.first, let last = timetable.days.last else { return }
    let disclosure = request(
      [
        "kind": "legal_demand", "legal_basis": "刑事訴訟法第197条第2項", "requester": "警察署",
        "period": ["from": .text(first.iso), "until": .text(last.adding(days: 1).iso)],
      ], dueAt: now.day.adding(days: 31).at(0))
    take("approve", disclosure, .ok(says: ["status": .text("approved")]))
    take(
      "export", disclosure, .ok(says: ["usage_events": .count(ledger.usageEvents), "bookings": .count(0)]),
      learns: .count("usage_events", .record(.usageEvent)))
    take("give", disclosure, .ok(says: ["status": .text("given")]))
  }

  private mutating func request(_ body: JSON, dueAt: Instant) -> Int {
    let disclosure = ledger.disclosures
    ledger.disclosures += 1
    send(
      "POST", "disclosures", by: .officeHead, body,
      .ok(201, says: ["status": .text("requested"), "due_at": .instant(dueAt)]), learns: .id(.disclosure(disclosure)))
    return disclosure
  }

  private mutating func take(
    _ step: String, _ disclosure: Int, _ expected: Expectation, learns: Move.Learning? = nil
  ) {
    send(
      "POST", "disclosures/\(Reference.disclosure(disclosure))/\(step)", by: .officeHead, .empty, expected,
      learns: learns)
  }
}
