import Scheduling

/// 申込み.
extension OfficePlanner {
  /// Somebody applies, and may blunder first.
  mutating func arrive(_ fate: Fate, isCast: Bool = false, by known: Person? = nil) {
    let number = stories.count
    var story = Story(person: known ?? somebody(fate, isCast: isCast), fate: fate)
    story.service = dice.pick(weighted: [("consultation", 70), ("placement", 30)], else: "consultation")
    story.vendor = profile.vendors.count > 1 && dice.chance(20) ? .teleoffice : .zoom
    story.isCast = isCast
    story.isEquipped = isCast || fate == .withdrawn || !dice.chance(5)
    story.wishes = wishes()
    stories.append(story)
    guard !story.wishes.isEmpty else {
      stories.removeLast()
      return
    }
    let contact = contact(of: number)
    var body = application(story, channel: contact.channel)
    if dice.chance(12) { body = body.with("counselor", .id(.counselor(dice.below(profile.counselors)))) }
    blunder(body, by: contact.bearer)
    let key = freshKey()
    let isRefused = isRefused(story.person)
    var expected =
      isRefused ? Expectation.ok(201, .declined, says: ["decline_ground": .text("refused")]) : .ok(201, .received)
    apply(number, by: contact.bearer, body, key: key, expected)
    expected.isReplay = true
    if dice.chance(5) { apply(number, by: contact.bearer, body, key: key, expected) }
    stories[number].agreement.consents[.application] = termsInForce
    compareName(number)
    guard !isRefused else {
      // お断り: whoever is refused is told at once
      tell(.declined, number)
      return end(number, .declined)
    }
    proceed(number)
  }

  private mutating func apply(_ number: Int, by bearer: Bearer, _ body: JSON, key: String, _ expected: Expectation) {
    send(
      Move(
        name: "application, booking \(number)", bearer: bearer, method: "POST", path: "bookings", body: body, key: key,
        expected: expected, booking: number, learns: [.id(.booking(number))]))
  }

  private mutating func proceed(_ number: Int) {
    switch stories[number].fate {
    case .forgotten: break
    case .withdrawn: later(number, .withdraw, at: workingMoment(after: dice.below(6)))
    case .declined: later(number, .decline, at: workingMoment(after: dice.below(6)))
    default: later(number, .offer, at: workingMoment(after: stories[number].isCast ? 0 : dice.below(4)))
    }
  }

  /// Somebody new, or, sometimes, somebody all of whose bookings are over.
  private mutating func somebody(_ fate: Fate, isCast: Bool) -> Person {
    if fate == .absentAgain, let first = stories.first(where: { $0.isCast && $0.fate == .absent }) {
      return first.person
    }
    if !isCast, dice.chance(20), let known = dice.pick(stories.indices), stories[known].status.isEnding,
      let number = stories[known].person.jobSeekerNumber,
      !stories.contains(where: { $0.person.jobSeekerNumber == number && !$0.isOver(at: now) })
    {
      return dice.chance(10) ? stories[known].person.renamed(dice: &dice) : stories[known].person
    }
    let number = profile.number * 100_000 + stories.count + 1
    var person = Person.fresh(number: number, dice: &dice)
    if isCast { (person.jobSeekerNumber, person.registration, person.hasMyPage) = (Person.number(number), .full, true) }
    return person
  }

  /// One to three times that the calendar has, the popular ones more often than there is room.
  private mutating func wishes() -> [Instant] {
    var wishes: Set<Instant> = []
    for _ in 0...dice.below(3) {
      let day = calendar.openDay(1 + dice.below(4), after: now.day)
      let all = starts(on: day)
      let popular = all.filter { [10 * 60, 10 * 60 + 30, 13 * 60 + 30].contains($0.minute) }
      if let start = dice.pick(dice.chance(50) && !popular.isEmpty ? popular : all) { wishes.insert(start) }
    }
    return wishes.sorted()
  }

  private mutating func application(_ story: Story, channel: Channel) -> JSON {
    let body: JSON = [
      "service": .text(story.service), "channel": .text(channel.rawValue), "terms_acknowledged": true,
      "seeker": story.person.json,
      "declarations": ["device": true, "camera": true, "app": .truth(story.isEquipped)],
      "wishes": Self.starts(story.wishes),
    ]
    guard dice.chance(8) else { return body }
    let companion: JSON =
      dice.chance(50)
      ? ["role": "interpreter", "language": "vi", "note": "途中から参加"] : ["role": "sign_interpreter", "language": "日本手話"]
    return body.with("companions", [companion])
  }

  /// What a careless client sends before the right thing.
  private mutating func blunder(_ body: JSON, by bearer: Bearer) {
    guard dice.chance(8) else { return }
    switch dice.below(3) {
    case 0:
      send("POST", "bookings", by: bearer, body.with("colour", "blue"), .refused(422, "unknown_field"))
    case 1:
      // every seventh day from a Sunday is one; no special opening falls on a Sunday
      let sunday = now.day.adding(days: 7 - now.day.weekday.rawValue + 7)
      send(
        "POST", "bookings", by: bearer, body.replacing("wishes", Self.starts([sunday.at(10 * 60)])),
        .refused(422, "closed_day"))
    default:
      guard let start = starts(on: calendar.nextOpenDay(after: now.day)).first else { return }
      let wish = Self.starts([start.adding(minutes: 10)])
      send("POST", "bookings", by: bearer, body.replacing("wishes", wish), .refused(422, "off_grid"))
    }
  }
}

extension Story {
  /// Whether nothing of it is left that keeps its person busy.
  func isOver(at now: Instant) -> Bool { status.isEnding && start.map { $0.adding(minutes: 30) <= now } ?? true }
}

extension JSON {
  /// The object with another value of one member.
  func replacing(_ name: String, _ value: JSON) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.map { $0.name == name ? Member(name: name, value: value) : $0 })
  }
}
