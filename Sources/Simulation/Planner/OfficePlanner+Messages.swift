import Scheduling

/// 通知: what is queued for MyPage, and what MyPage and a supervisor do with it.
extension OfficePlanner {
  /// Notes that the service has something to tell.
  mutating func tell(_ kind: MessageKind, _ number: Int) { stories[number].messages.append(kind) }

  /// An offer, and its reminder unless it ends within two hours.
  mutating func tellOffer(_ number: Int, until deadline: Instant) {
    tell(.offer, number)
    if deadline >= now.adding(minutes: 120) { tell(.reminderUnconfirmed, number) }
  }

  /// Details, and the reminder at nine on the day before unless that is over.
  mutating func tellDetails(_ number: Int, as kind: MessageKind = .details, start: Instant) {
    tell(kind, number)
    if start.day.adding(days: -1).at(9 * 60) > now { tell(.reminderDayBefore, number) }
  }

  /// MyPage fetches an offer and acknowledges it, whether the relay was faster or not; a supervisor has it sent once more.
  mutating func fetchOffer(_ number: Int) {
    let message = Reference.message(ledger.messages)
    ledger.messages += 1
    send(
      "GET", "messages?booking=\(Reference.booking(number))&kind=offer", by: .gateway, nil,
      .ok(says: [
        "items": .count(stories[number].messages.count { $0 == .offer }),
        "items.-1.facts.office_phone": .text(OfficeProfile.phone),
        "items.-1.facts.person": .text(stories[number].person.name),
      ]), learns: .at("items.-1.id", message))
    send("GET", "messages/\(message)", nil, .ok(says: ["kind": .text("offer"), "facts": .absent]))
    let acknowledged = Expectation.ok(says: ["id": .id(message), "status": .text("delivered")])
    send("POST", "messages/\(message)/acknowledge", by: .gateway, .empty, acknowledged)
    send("POST", "messages/\(message)/redeliver", .empty, .refused(403, "forbidden"))
    send(
      "POST", "messages/\(message)/redeliver", by: .supervisor, .empty,
      .ok(says: ["id": .id(message), "status": .text("pending"), "attempts": .integer(0)]))
    send("POST", "messages/\(message)/acknowledge", by: .gateway, .empty, acknowledged)
  }
}
