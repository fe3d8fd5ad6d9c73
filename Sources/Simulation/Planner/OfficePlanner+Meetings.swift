import Scheduling

/// 会議情報 (article 6(3)): who is let in on it, and until when.
extension OfficePlanner {
  /// Meetings of one licence's pool: enough for the first days.
  private static let pool = 40

  /// A meeting that no other has.
  mutating func freshCredentials(_ vendor: Vendor) -> Credentials {
    let credentials = Credentials(vendor, dice: &dice)
    meetings.append(credentials)
    return credentials
  }

  /// What a licence shows for every meeting and, of Zoom's, a pool of meetings that are issued once each.
  mutating func equip(_ licence: Int, of vendor: Vendor) {
    let shown = freshCredentials(vendor)
    let path: Path = "licences/\(Reference.licence(licence))/credentials"
    send("POST", path, by: .counselor, shown.json, .refused(403, "forbidden"))
    send("POST", path, by: .supervisor, shown.json, .ok())
    guard vendor == .zoom else {
      ledger.teleCode = shown.code
      return
    }
    let pool: JSON = .list((0..<Self.pool).map { _ in freshCredentials(vendor).parts })
    send(
      "POST", "licences/\(Reference.licence(licence))/pool", by: .supervisor,
      ["vendor": .text(vendor.rawValue), "meetings": pool], .ok(says: ["pool.unused": .integer(Self.pool)]))
  }

  /// Who works in the office are its counselors: their tokens see what is theirs.
  mutating func employ() {
    let names = (0..<profile.counselors).map { (profile.memberName($0), Reference.member($0)) }
    let path: Path = "staff?limit=200"
    send("GET", path, by: .systemAdmin, nil, .ok(), learns: .named(Dictionary(names) { first, _ in first }))
    for number in 0..<profile.counselors {
      let counselor = Reference.counselor(number)
      send(
        "PATCH", "staff/\(Reference.member(number))", by: .systemAdmin, ["counselor": .id(counselor)],
        .ok(says: ["counselor": .id(counselor)]))
    }
  }

  /// The session's counselor, supervisors and MyPage get what leads into the meeting; a colleague and a token of nobody
  /// don't.
  mutating func visitMeeting(_ number: Int) {
    let vendor = stories[number].vendor
    let codes = meetings.filter { $0.vendor == vendor }.map(\.code)
    let place = vendor == .zoom ? "passcode" : "access_code"
    let code = vendor == .teleoffice ? ledger.teleCode.map { Saying.text($0) } : nil
    meet(
      number, by: .counselorOf(booking: number),
      .ok(says: ["vendor": .text(vendor.rawValue), place: code ?? .either(codes)]),
      learns: .at(place, .codeOf(booking: number)))
    for bearer in [Bearer.gateway, .lead] {
      meet(number, by: bearer, .ok(says: [place: .id(.codeOf(booking: number))]))
    }
    for bearer in [Bearer.colleagueOf(booking: number), .counselor, .supervisor] {
      meet(number, by: bearer, .refused(403, "secret_withheld"))
    }
  }

  /// After a move the old meeting leads nowhere, and the next one of a pool is issued.
  mutating func revisitMeeting(_ number: Int) {
    guard stories[number].isCast, stories[number].vendor == .zoom else { return }
    meet(number, by: .gateway, .ok(says: ["passcode": .another(.codeOf(booking: number))]))
  }

  /// What is over has no meeting any more.
  mutating func missMeeting(_ number: Int) {
    guard stories[number].isCast || dice.chance(10) else { return }
    meet(number, by: dice.chance(50) ? .gateway : .lead, .refused(409, "illegal_transition"))
  }

  private mutating func meet(
    _ number: Int, by bearer: Bearer, _ expected: Expectation, learns: Move.Learning? = nil
  ) {
    send("meeting", number, by: bearer, method: "GET", nil, expected, learns: learns)
  }

  /// TeleOffice's only licence shows another meeting from now on: whoever has a session to come is told once more.
  mutating func rotateCredentials() {
    guard let licence = profile.licences.firstIndex(of: .teleoffice) else { return }
    let shown = freshCredentials(.teleoffice)
    let path: Path = "licences/\(Reference.licence(licence))/credentials"
    send("POST", path, by: .supervisor, shown.json, .ok())
    ledger.teleCode = shown.code
    for number in stories.indices
    where stories[number].status == .confirmed && stories[number].vendor == .teleoffice
      && stories[number].end.map({ $0 > now }) ?? false
    {
      tell(.details, number)
      stories[number].mayHaveMoved = true
      meet(number, by: .gateway, .ok(says: ["access_code": .text(shown.code)]))
    }
  }
}
