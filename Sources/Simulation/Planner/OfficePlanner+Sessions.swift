import Scheduling

/// What happens between the agreement and the session, and in it.
extension OfficePlanner {
  /// Puts on the agenda what the booking's fate asks for.
  mutating func appoint(_ number: Int, for start: Instant) {
    guard let before = timetable.index(notBefore: start.adding(minutes: -5)) else { return }
    let (after, middle, over) = (before + 1, before + 2, before + 3)
    if before > moment, dice.chance(75) {
      later(number, .checkEnvironment, at: moment + 1 + dice.below(before - moment))
    }
    switch stories[number].fate {
    case .cancelledEarly, .cancelledOnTheDay: cancelLater(number, start, session: before)
    case .cancelledByOffice: later(number, .cancelByOffice(start), at: workingMoment(after: dice.below(10)))
    case .moved: later(number, .move(start), at: workingMoment(after: dice.below(10)))
    case .absent, .absentAgain: break
    case .excused: later(number, .reportOutage(start), at: after)
    case .excusedLate: later(number, .reportOutageLate(start), at: middle)
    case .absentByMistake: later(number, .findAbsent(start), at: dice.chance(50) ? middle : over)
    case .absentAfterCall: later(number, .findAbsent(start), at: over)
    case .heldLate:
      later(number, .join(start), at: before)
      later(number, .beginLate(start), at: middle)
      later(number, .close(start), at: over)
    case .heldAfterContact:
      later(number, .callAhead(start), at: after)
      later(number, .beginLate(start), at: middle)
      later(number, .close(start), at: over)
    case .neverBegun: later(number, .callAhead(start), at: after)
    case .neverClosed: later(number, .begin(start), at: before)
    case .terminated:
      later(number, .begin(start), at: before)
      later(number, .stop(start), at: after)
    case .cancelledByOutage:
      later(number, .begin(start), at: before)
      later(number, .cancelByOffice(start), at: after)
    default:
      later(number, .begin(start), at: dice.chance(80) ? before : after)
      later(number, .close(start), at: middle)
    }
  }

  private mutating func cancelLater(_ number: Int, _ start: Instant, session: Int) {
    let morning = timetable.index(notBefore: start.day.at(8 * 60))
    if stories[number].fate == .cancelledOnTheDay, let morning, morning > moment {
      later(number, .cancelByUser(start), at: morning + dice.below(max(1, session - morning)))
    } else {
      later(number, .cancelByUser(start), at: moment + 1 + dice.below(max(1, (morning ?? session) - moment - 1)))
    }
  }

  mutating func checkEnvironment(_ number: Int) {
    let noes = dice.chance(15) ? Set([dice.below(10), dice.below(10)]) : []
    let answers = EnvironmentQuestion.allCases.enumerated().map { index, question in
      JSON.Member(name: question.rawValue, value: .truth(!noes.contains(index)))
    }
    // a no refuses nothing: advice, a flag, and a task
    let flag = BookingFlag.environmentNo.rawValue
    send(
      "environment-check", number, ["answers": .object(answers)],
      .ok(
        200, stories[number].status,
        says: ["environment.advice": .count(noes.count), "flags": noes.isEmpty ? .lacking(flag) : .holding(flag)]))
    stories[number].hasCheckedEnvironment = true
    if noes.isEmpty {
      closeTask(.environmentConcern, number)
    } else {
      openTask(.environmentConcern, number)
    }
  }

  mutating func begin(_ number: Int) {
    if !stories[number].hasCheckedEnvironment {
      send("start", number, .empty, .refused(422, "environment_check_missing"))
      checkEnvironment(number)
    }
    send("start", number, .empty, .ok(200, .inSession))
    stories[number].status = .inSession
    stories[number].noShowAt = nil
    if stories[number].isCast ? stories[number].fate == .held : dice.chance(4) { bringCompanion(number) }
  }

  mutating func callAhead(_ number: Int) {
    send("contact", number, ["channel": "phone", "note": "20分ほど遅れる"], .ok(200, .confirmed))
    stories[number].noShowAt = nil
    stories[number].contacts += 1
    readContacts(number)
  }

  /// The user waits in the meeting while the session before overruns.
  mutating func join(_ number: Int) {
    send("joined", number, by: dice.chance(50) ? .gateway : .counselor, .empty, .ok(200, .confirmed))
    stories[number].noShowAt = nil
  }

  mutating func close(_ number: Int) {
    if dice.chance(20) || isAcross(number) && !ledger.hasFollowedAcross { followUp(number) }
    send("complete", number, ["outcome": "求人票を2件ご案内した"], .ok(200, .held))
    stories[number].status = .held
    askForSwitch(number)
    if dice.chance(4) { send("start", number, .empty, .refused(409, "illegal_transition")) }
  }

  mutating func stop(_ number: Int) {
    send("terminate", number, ["reason": "録画を止めていただけなかった"], .ok(200, .terminated))
    stories[number].status = .terminated
    openTask(.terminationReview, number)
    strike(number, at: now)
    if stories[number].isCast { later(.office(.refuseForConduct(number)), at: workingMoment(after: 0)) }
  }

  /// 次回予約, made in the session (article 6(5)).
  private mutating func followUp(_ parent: Int) {
    let number = stories.count
    let isFirstAcross = isAcross(parent) && !ledger.hasFollowedAcross
    // whoever meets newer terms may leave without a class (A11)
    let fate: Fate = isFirstAcross ? .cancelledEarly : dice.pick(weighted: Fate.weightsWhenFirm, else: .held)
    var next = Story(person: stories[parent].person, fate: fate)
    (next.service, next.vendor) = (stories[parent].service, stories[parent].vendor)
    stories.append(next)
    guard let start = findFree(1, for: number, days: 3...10).first else {
      stories.removeLast()
      return
    }
    send(
      Move(
        name: "follow-up of booking \(parent)", bearer: .counselor, method: "POST",
        path: "bookings/\(Reference.booking(parent))/follow-up", body: Self.start(start), key: freshKey(),
        expected: .ok(201, .confirmed), booking: number, learns: [.id(.booking(number))]))
    carryOver(parent, to: number)
    tellDetails(number, as: .followUpDetails, start: start)
    if stories[number].agreement.newer != nil {
      ledger.hasFollowedAcross = true
      readEnclosedTerms(number)
    }
    agree(number, on: start)
  }
}
