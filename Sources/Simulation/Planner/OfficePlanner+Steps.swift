import Scheduling

extension OfficePlanner {
  /// Does the next step of a booking, unless it has meanwhile gone another way.
  mutating func run(_ step: Errand.Step, _ number: Int) {
    let story = stories[number]
    switch step {
    case .offer where [.received, .offered].contains(story.status): offer(number)
    case .answer where story.status == .offered: confirm(number)
    case .answerBelatedly where story.status == .lapsed: confirmBelatedly(number)
    case .withdraw where [.received, .offered].contains(story.status): withdraw(number)
    case .decline where [.received, .offered].contains(story.status): decline(number)
    case .checkEnvironment where story.status == .confirmed: checkEnvironment(number)
    case .begin(let start) where story.isAwaited(at: start): begin(number)
    case .callAhead(let start) where story.isAwaited(at: start): callAhead(number)
    case .join(let start) where story.isAwaited(at: start): join(number)
    case .beginLate(let start) where story.isAwaited(at: start): begin(number)
    case .close(let start) where story.status == .inSession && story.start == start: close(number)
    case .stop(let start) where story.status == .inSession && story.start == start: stop(number)
    case .findAbsent(let start) where story.status == .noShow && story.start == start: findAbsent(number)
    case .cancelByUser(let start) where story.isAwaited(at: start): cancelByUser(number)
    case .cancelByOffice(let start) where story.isAwaited(at: start) || story.status == .inSession:
      cancelByOffice(number)
    case .move(let start) where story.isAwaited(at: start): move(number)
    case .reportOutage(let start) where story.isAwaited(at: start): reportOutage(number, start)
    case .reportOutageLate(let start) where story.status == .noShow && story.start == start:
      reportOutageLate(number, start)
    case .settle(let start) where story.isAwaited(at: start): settle(number)
    default: break
    }
  }

  private mutating func withdraw(_ number: Int) {
    let contact = contact(of: number)
    send(
      "withdraw", number, by: contact.bearer, ["channel": .text(contact.channel.rawValue), "reason": "就職が決まった"],
      .ok(200, .withdrawn))
    end(number, .withdrawn)
  }

  mutating func decline(_ number: Int, _ ground: DeclineGround? = nil) {
    let ground = ground ?? dice.pick([DeclineGround.notEligible, .noSlot, .other]) ?? .other
    send("decline", number, ["ground": .text(ground.rawValue), "reason": "窓口でご案内"], .ok(200, .declined))
    end(number, .declined)
    tell(.declined, number)
    if dice.chance(20) { send("withdraw", number, .empty, .refused(409, "illegal_transition")) }
  }

  /// An ending that frees what the booking has.
  mutating func end(_ number: Int, _ status: BookingStatus) {
    stories[number].status = status
    release(number)
  }
}

extension Story {
  func isAwaited(at start: Instant) -> Bool { status == .confirmed && self.start == start }
}
