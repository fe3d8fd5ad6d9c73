import Scheduling

/// 予約確定.
extension OfficePlanner {
  mutating func confirm(_ number: Int) {
    guard let start = dice.pick(stories[number].offered.filter { $0 > now.adding(minutes: 10) }) else { return }
    let contact = contact(of: number)
    let body = confirmation(start, contact.channel)
    blunder(number, by: contact.bearer, contact.channel)
    if !starts(on: start.day).contains(start) {
      // the office has closed that day since
      send("confirm", number, by: contact.bearer, body, .refused(422, "closed_day"))
      return later(number, .offer, at: workingMoment(after: 1))
    }
    guard !isBusy(stories[number].person, at: start, besides: number) else {
      // the person's other offer was answered first, with the same time
      return later(number, .offer, at: workingMoment(after: 1))
    }
    guard isIdentified(number, by: contact.bearer, body) else { return }
    guard hasLiveClaim(number, at: start) || !murky.contains(start) else { return }
    guard hasLiveClaim(number, at: start) || free(start, stories[number].vendor, besides: number) > 0 else {
      send("confirm", number, by: contact.bearer, body, .refused(409, "slot_taken"))
      return later(number, .offer, at: workingMoment(after: 1))
    }
    let key = freshKey()
    let match: Move.IfMatch? = stories[number].mayHaveMoved ? nil : .current
    send("confirm", number, by: contact.bearer, body, .ok(200, .confirmed), key: key, ifMatch: match)
    consent(number)
    tellDetails(number, start: start)
    agree(number, on: start)
    if dice.chance(5) {
      var replayed = Expectation.ok(200, .confirmed)
      replayed.isReplay = true
      send("confirm", number, by: contact.bearer, body, replayed, key: key)
      let another = confirmation(start.adding(minutes: 30), contact.channel)
      send("confirm", number, by: contact.bearer, another, .refused(422, "idempotency_mismatch"), key: key)
    }
    if dice.chance(8) { send("confirm", number, by: contact.bearer, body, .refused(409, "illegal_transition")) }
  }

  private mutating func blunder(_ number: Int, by bearer: Bearer, _ channel: Channel) {
    switch dice.below(25) {
    case 0:
      guard let offered = stories[number].offered.last else { return }
      let other = confirmation(offered.day.adding(days: 21).at(9 * 60), channel)
      send("confirm", number, by: bearer, other, .refused(422, "not_offered"))
    case 1:
      guard let start = stories[number].offered.first else { return }
      send(
        "confirm", number, by: bearer, confirmation(start, channel), .refused(412, "version_conflict"), ifMatch: .stale)
    default: break
    }
  }

  /// A5: without a number nothing becomes firm. It is given now, or a supervisor lets it pass.
  private mutating func isIdentified(_ number: Int, by bearer: Bearer, _ body: JSON) -> Bool {
    guard stories[number].person.jobSeekerNumber == nil else { return true }
    send("confirm", number, by: bearer, body, .refused(422, "job_seeker_number_required"))
    guard isWorking(now) else {
      later(number, .answer, at: workingMoment(after: 0))
      return false
    }
    stories[number].person.jobSeekerNumber = Person.number(profile.number * 100_000 + 50_000 + number)
    stories[number].person.registration = .full
    send("", number, method: "PATCH", ["seeker": stories[number].person.json], .ok(200, stories[number].status))
    compareName(number)
    return true
  }

  /// Past the deadline it is too late, unless the contact had arrived before it or a supervisor lets it pass.
  mutating func confirmBelatedly(_ number: Int) {
    guard let start = stories[number].offered.first(where: { $0 >= now.adding(minutes: 40) }),
      let offeredAt = stories[number].offeredAt, starts(on: start.day).contains(start), !murky.contains(start),
      stories[number].person.jobSeekerNumber != nil,
      !isBusy(stories[number].person, at: start, besides: number)
    else { return }
    let body = confirmation(start, .phone)
    send("confirm", number, body, .refused(410, "offer_lapsed"))
    let isFree = free(start, stories[number].vendor, besides: number) > 0
    let expected = isFree ? Expectation.ok(200, .confirmed) : .refused(409, "slot_taken")
    if stories[number].fate == .belated {
      // after the offer, which was made a few seconds after its moment, and before any deadline
      let received = offeredAt.adding(minutes: 5).rfc3339UTC
      send("confirm", number, body.with("received_at", .text(received)), expected)
    } else {
      let override = Self.override(.confirmCutoff, "電話がつながらなかったため")
      send("confirm", number, by: .supervisor, body.with("override", override), expected)
    }
    guard isFree else { return }
    consent(number)
    tellDetails(number, start: start)
    agree(number, on: start)
  }

  private func confirmation(_ start: Instant, _ channel: Channel) -> JSON {
    Self.start(start).with("channel", .text(channel.rawValue))
  }

  /// It is firm: the session takes what it needs, everything else goes, and the day takes its course.
  mutating func agree(_ number: Int, on start: Instant) {
    release(number)
    stories[number].status = .confirmed
    stories[number].start = start
    stories[number].noShowAt = start.adding(minutes: 10)
    claim(start, number)
    if stories[number].isCast || dice.chance(5) { visitMeeting(number) }
    if start.adding(minutes: -15) > now.adding(minutes: 10), dice.chance(4) {
      send("start", number, .empty, .refused(422, "too_early"))
    }
    appoint(number, for: start)
  }
}
