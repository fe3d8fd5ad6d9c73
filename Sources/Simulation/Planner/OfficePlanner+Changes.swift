import Scheduling

/// Cancellations, moves, and deemed cancellations that are taken back.
extension OfficePlanner {
  mutating func cancelByUser(_ number: Int) {
    if dice.chance(10) {
      send("cancel", number, ["by": "user", "channel": "counter"], .refused(422, "channel_not_allowed"))
    }
    let isByPhone = isWorking(now) && dice.chance(50) || !stories[number].person.hasMyPage
    let body: JSON = ["by": "user", "channel": isByPhone ? "phone" : "my_page", "reason": "都合が悪くなった"]
    let expected = Expectation.ok(
      200, .cancelledByUser, says: ["cancellation_class": cancellationClass(of: stories[number])])
    send("cancel", number, by: isByPhone ? .counselor : .gateway, body, expected)
    end(number, .cancelledByUser)
    tell(.cancelled, number)
    missMeeting(number)
  }

  /// 前日まで or 当日; none for who met newer terms (A11).
  private func cancellationClass(of story: Story) -> Saying {
    guard let start = story.start, story.agreement.newer == nil || now >= start else { return .null }
    return .text((now < cutoff(of: start) ? CancellationClass.byDayBefore : .sameDay).rawValue)
  }

  mutating func cancelByOffice(_ number: Int) {
    if dice.chance(20) {
      let body: JSON = ["by": "office", "reason": "回線の障害"]
      send("cancel", number, by: .gateway, body, .refused(403, "forbidden"))
    }
    cancel(number, reason: "回線の障害")
    missMeeting(number)
  }

  mutating func cancel(_ number: Int, reason: String) {
    send("cancel", number, ["by": "office", "reason": .text(reason)], .ok(200, .cancelledByOffice))
    end(number, .cancelledByOffice)
    tell(.cancelled, number)
  }

  /// 日時変更; a time that is full is asked for first, now and then.
  mutating func move(_ number: Int) {
    guard let old = stories[number].start else { return }
    if dice.chance(30), let crowded = crowdedStart(number) {
      let body = Self.start(crowded).with("reason", "面接と重なった")
      send("reschedule", number, body, .refused(409, "slot_taken"))
    }
    guard let start = findFree(1, for: number).first, start != old else {
      stories[number].fate = .held
      return appoint(number, for: old)
    }
    send("reschedule", number, Self.start(start).with("reason", "面接と重なった"), .ok(200, .confirmed))
    stories[number].fate = .held
    tellDetails(number, start: start)
    revisitMeeting(number)
    agree(number, on: start)
  }

  private func crowdedStart(_ number: Int) -> Instant? {
    (1...3).lazy.map { calendar.openDay($0, after: now.day) }.flatMap { starts(on: $0) }.first { start in
      isBookable(start) && !murky.contains(start) && free(start, stories[number].vendor, besides: number) == 0
        && !isBusy(stories[number].person, at: start, besides: number)
    }
  }

  /// みなしキャンセル that was none: the meeting had been entered, or a call had not been passed on.
  mutating func findAbsent(_ number: Int) {
    guard let start = stories[number].start else { return }
    send("start", number, .empty, .refused(409, "illegal_transition"))
    let isRunning = now < start.adding(minutes: 30)
    let status: BookingStatus
    if stories[number].fate == .absentAfterCall {
      status = .cancelledByUser
    } else {
      status = isRunning ? .inSession : .held
    }
    var body: JSON = ["reason": "会議室で待っておられた"]
    // what is likely needs not be said
    if status == .cancelledByUser || dice.chance(50) { body = body.with("to", .text(status.rawValue)) }
    send("no-show/reverse", number, body, .ok(200, status))
    stories[number].status = status
    forgive(number)
    if status == .cancelledByUser {
      release(number)
      tell(.cancelled, number)
    }
    if status == .held { askForSwitch(number) }
    if status == .inSession { later(number, .close(start), at: moment + 1) }
  }
}
