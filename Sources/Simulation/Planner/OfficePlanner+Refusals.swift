import Scheduling

/// お断り (articles 6(6), 12(1)): what counts towards a review, who decides, and what becomes of it.
extension OfficePlanner {
  private static let threshold = 2
  private static let window = Duration.seconds(365 * 86_400)

  /// Bookings of the person of a booking, itself among them. Who has no number is another person each time.
  func bookings(ofPersonOf number: Int) -> [Int] {
    guard let person = stories[number].person.jobSeekerNumber else { return [number] }
    return stories.indices.filter { stories[$0].person.jobSeekerNumber == person }
  }

  private func strikes(ofPersonOf number: Int) -> [Int] {
    bookings(ofPersonOf: number).filter { booking in
      [.noShow, .terminated].contains(stories[booking].status)
        && stories[booking].struckAt.map { now - $0 < Self.window } ?? false
    }
  }

  /// A deemed cancellation or a termination: the second one asks for a review, one at a time.
  mutating func strike(_ number: Int, at instant: Instant) {
    stories[number].struckAt = instant
    let review = Set(openTasks(.refusalReview))
    guard strikes(ofPersonOf: number).count >= Self.threshold,
      review.isDisjoint(with: bookings(ofPersonOf: number))
    else { return }
    openTask(.refusalReview, number)
    if bookings(ofPersonOf: number).contains(where: { stories[$0].isCast }) {
      later(.office(.review(number)), at: isWorking(now) ? moment : workingMoment(after: 0))
    }
  }

  /// It was none: a review that is no longer due is not asked for any more.
  mutating func forgive(_ number: Int) {
    stories[number].struckAt = nil
    guard strikes(ofPersonOf: number).count < Self.threshold else { return }
    for booking in bookings(ofPersonOf: number)
    where booking == number || [.noShow, .terminated].contains(stories[booking].status) {
      closeTask(.refusalReview, booking)
    }
  }

  /// Whether an application of the person is declined now.
  func isRefused(_ person: Person) -> Bool {
    ledger.refusals.contains { refused in
      refused.jobSeekerNumber != nil && refused.jobSeekerNumber == person.jobSeekerNumber
        && refused.status(at: now) == .inForce
    }
  }

  /// A supervisor was asked to look, decides, and the office's head approves.
  mutating func review(_ number: Int) {
    guard strikes(ofPersonOf: number).count >= Self.threshold, !isRefused(stories[number].person) else { return }
    send(
      "GET", "tasks?kind=refusal_review&status=open", by: .supervisor, nil,
      .ok(says: ["items": .count(openTasks(.refusalReview).count)]))
    readStanding(number)
    let until = now.day.adding(days: 90).at(0)
    decide(.silence, number, until: until, by: .counselor, .refused(403, "forbidden"))
    decide(.silence, number, until: until, by: .supervisor, .ok(201, says: ["status": .text("proposed")]))
    let refusal = ledger.refusals.count - 1
    take("approve", refusal, by: .supervisor, .empty, .refused(403, "forbidden"))
    take("approve", refusal, by: .officeHead, .empty, .ok(says: ["status": .text("in_force")]))
    take("approve", refusal, by: .officeHead, .empty, .refused(409, "illegal_refusal_step"))
    approve(refusal, ofPersonOf: number)
    later(.office(.reapply(number)), at: moment + 1)
    later(.office(.appeal(refusal)), at: workingMoment(after: 1))
    later(.office(.lift(refusal)), at: workingMoment(after: 2))
    later(.office(.reapply(number)), at: workingMoment(after: 3))
  }

  /// After a session that had to be stopped the head decides, for an hour or so.
  mutating func refuseForConduct(_ number: Int) {
    guard stories[number].status == .terminated, !isRefused(stories[number].person) else { return }
    send(
      "GET", "tasks?kind=termination_review&booking=\(Reference.booking(number))&status=open", by: .supervisor, nil,
      .ok(says: ["items": .count(openTasks(.terminationReview).contains(number) ? 1 : 0)]))
    readStanding(number)
    let until = now.day.at((now.minute + 79) / 30 * 30)
    decide(.conduct, number, until: until, by: .officeHead, .ok(201, says: ["status": .text("in_force")]))
    approve(ledger.refusals.count - 1, ofPersonOf: number)
    later(.office(.reapply(number)), at: moment + 1)
    later(.office(.expire(ledger.refusals.count - 1)), at: timetable.index(notBefore: until))
    later(.office(.reapply(number)), at: timetable.index(notBefore: until))
  }

  private mutating func readStanding(_ number: Int) {
    let strikes = strikes(ofPersonOf: number)
    send(
      "standing", number, method: "GET", nil,
      .ok(says: [
        "no_shows": .integer(strikes.count { stories[$0].status == .noShow }),
        "terminations": .integer(strikes.count { stories[$0].status == .terminated }),
        "review_due": .truth(strikes.count >= Self.threshold), "refusal": .null,
      ]), learns: .at("seeker", .seeker(booking: number)))
  }

  private mutating func decide(
    _ ground: RefusalGround, _ number: Int, until: Instant, by bearer: Bearer, _ expected: Expectation
  ) {
    let body: JSON = [
      "seeker": .id(.seeker(booking: number)), "ground": .text(ground.rawValue), "reason": "窓口でご相談ください",
      "from": .text(now.rfc3339UTC), "until": .text(until.rfc3339UTC),
    ]
    guard expected.status == 201 else { return send("POST", "refusals", by: bearer, body, expected) }
    send("POST", "refusals", by: bearer, body, expected, learns: .id(.refusal(ledger.refusals.count)))
    ledger.refusals.append(
      Ledger.Refused(
        jobSeekerNumber: stories[number].person.jobSeekerNumber, term: RefusalTerm(from: now, until: until)))
  }

  /// It is in force, and the person is told: with the last booking that counts.
  private mutating func approve(_ refusal: Int, ofPersonOf number: Int) {
    ledger.refusals[refusal].isApproved = true
    tell(.refused, strikes(ofPersonOf: number).max() ?? number)
  }

  private mutating func take(_ step: String, _ refusal: Int, by bearer: Bearer, _ body: JSON, _ expected: Expectation) {
    send("POST", "refusals/\(Reference.refusal(refusal))/\(step)", by: bearer, body, expected)
  }

  mutating func appeal(_ refusal: Int) {
    let body: JSON = ["text": "当日は停電で連絡できなかった"]
    take("appeal", refusal, by: .supervisor, body, .ok(says: ["status": .text("in_force")]))
    take("appeal", refusal, by: .supervisor, body, .refused(409, "already_appealed"))
  }

  mutating func lift(_ refusal: Int) {
    let body: JSON = ["reason": "停電が確認できた"]
    take("lift", refusal, by: .officeHead, body, .ok(says: ["status": .text("lifted")]))
    ledger.refusals[refusal].isLifted = true
    take("lift", refusal, by: .officeHead, body, .refused(409, "illegal_refusal_step"))
  }

  /// Its term is over.
  mutating func expire(_ refusal: Int) {
    let expired = ledger.refusals.count { $0.status(at: now) == .expired }
    send("GET", "refusals?status=expired", by: .supervisor, nil, .ok(says: ["items": .count(expired)]))
    send(
      "GET", "refusals/\(Reference.refusal(refusal))", by: .supervisor, nil,
      .ok(says: ["status": .text("expired"), "appeal": .null]))
  }

  /// The same person applies again.
  mutating func reapply(_ number: Int) {
    arrive(dice.pick(weighted: Fate.weights, else: .held), by: stories[number].person)
  }
}
