import Scheduling

/// 候補日時提示.
extension OfficePlanner {
  mutating func offer(_ number: Int) {
    guard isReady(number) else { return }
    guard !stories[number].isCast else {
      return offer(number, findFree(1, for: number, notBefore: stories[number].fate.earliestMinute))
    }
    blunder(number)
    if dice.chance(3), offerToday(number) { return }
    var starts = stories[number].wishes.filter { isOfferable($0, number) }
    if let crowded = stories[number].wishes.first(where: { isCrowded($0, number) }), dice.chance(50) {
      send("offer", number, offer([crowded], stories[number].vendor), .refused(409, "slot_taken"))
    }
    let wanted = 1 + dice.below(3)
    if starts.count < wanted {
      let found = findFree(wanted, for: number, notBefore: stories[number].fate.earliestMinute)
      starts += found.filter { !starts.contains($0) }.prefix(wanted - starts.count)
    }
    offer(number, starts.prefix(wanted).sorted())
  }

  private mutating func offer(_ number: Int, _ starts: [Instant]) {
    guard !starts.isEmpty else { return decline(number, .noSlot) }
    var expected = Expectation.ok(200, .offered)
    expected.deadline = deadline(of: starts)
    send("offer", number, offer(starts, stories[number].vendor), expected)
    hold(number, starts, until: deadline(of: starts))
    if stories[number].isCast ? stories[number].fate == .held : dice.chance(3) { fetchOffer(number) }
    awaitAnswer(number)
  }

  /// A person without camera or app gets no offer (article 2(2)) until that is put right.
  private mutating func isReady(_ number: Int) -> Bool {
    guard !stories[number].isEquipped else { return true }
    send(
      "offer", number, offer(stories[number].wishes, stories[number].vendor), .refused(422, "declaration_missing"))
    guard dice.chance(70) else { return false }
    stories[number].isEquipped = true
    send(
      "", number, method: "PATCH", ["declarations": ["device": true, "camera": true, "app": true]],
      .ok(200, stories[number].status))
    return true
  }

  private mutating func blunder(_ number: Int) {
    guard dice.chance(5) else { return }
    if profile.vendors == [.zoom] {
      send("offer", number, offer(stories[number].wishes, .teleoffice), .refused(422, "vendor_not_enabled"))
    } else {
      send("offer", number, by: .gateway, offer(stories[number].wishes, .zoom), .refused(403, "forbidden"))
    }
  }

  /// A supervisor lets somebody come today, past the cut-off.
  private mutating func offerToday(_ number: Int) -> Bool {
    let soon = now.adding(minutes: 90)
    let starts = starts(on: now.day).filter { start in
      start >= soon && !murky.contains(start) && free(start, stories[number].vendor, besides: number) > 0
        && !isBusy(stories[number].person, at: start, besides: number)
    }
    guard let start = starts.first, now >= cutoff(of: start) else { return false }
    let body = offer([start], stories[number].vendor)
    send("offer", number, body, .refused(422, "past_cutoff"))
    let override = Self.override(.confirmCutoff, "本日中の面接に間に合わせるため")
    send("offer", number, body.with("override", override), .refused(403, "override_not_allowed"))
    var expected = Expectation.ok(200, .offered)
    expected.deadline = start
    send("offer", number, by: .supervisor, body.with("override", override), expected)
    hold(number, [start], until: start)
    awaitAnswer(number)
    return true
  }

  private mutating func hold(_ number: Int, _ starts: [Instant], until deadline: Instant) {
    release(number)
    stories[number].offered = starts
    stories[number].offeredAt = now
    stories[number].deadline = deadline
    stories[number].status = .offered
    stories[number].offeredTerms = termsInForce
    tellOffer(number, until: deadline)
    if holdsOffers { for start in starts { claim(start, number, until: deadline) } }
  }

  private mutating func awaitAnswer(_ number: Int) {
    guard let deadline = stories[number].deadline, let earliest = stories[number].offered.first,
      let last = timetable.index(before: min(deadline, earliest.adding(minutes: -40)))
    else { return }
    let answer = moment + 1 + dice.below(max(1, min(last - moment, stories[number].isCast ? 6 : 40)))
    switch stories[number].fate {
    case .pondered, .ignored: break
    case .belated, .overridden: later(number, .answerBelatedly, at: firstWorkingMoment(from: deadline))
    case .withdrawnLater: later(number, .withdraw, at: min(answer, last))
    case .declinedLater: later(number, .decline, at: workingMoment(after: dice.below(5)))
    default:
      if dice.chance(6), !stories[number].isCast {
        // other times suit better: the office offers again, which replaces the first offer
        later(number, .offer, at: workingMoment(after: dice.below(4)))
      } else if last > moment {
        later(number, .answer, at: min(answer, last))
      }
    }
  }

  private func firstWorkingMoment(from instant: Instant) -> Int? {
    guard var index = timetable.index(notBefore: instant) else { return nil }
    while index < timetable.moments.count, !isWorking(timetable.moments[index]) { index += 1 }
    return index
  }

  private func isOfferable(_ start: Instant, _ number: Int) -> Bool {
    isBookable(start) && !murky.contains(start) && free(start, stories[number].vendor, besides: number) > 0
      && !isBusy(stories[number].person, at: start, besides: number)
      && start.minute >= stories[number].fate.earliestMinute
  }

  private func isCrowded(_ start: Instant, _ number: Int) -> Bool {
    isBookable(start) && !murky.contains(start) && free(start, stories[number].vendor, besides: number) == 0
      && !isBusy(stories[number].person, at: start, besides: number)
  }

  private func offer(_ starts: [Instant], _ vendor: Vendor) -> JSON {
    ["slots": Self.starts(starts), "vendor": .text(vendor.rawValue)]
  }
}

extension Fate {
  /// Whoever answers on the day itself needs a slot that still lies ahead when the office has opened.
  fileprivate var earliestMinute: Int { self == .belated || self == .overridden ? 10 * 60 + 30 : 0 }
}
