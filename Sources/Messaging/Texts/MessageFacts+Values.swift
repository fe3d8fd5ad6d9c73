import Scheduling

extension MessageFacts {
  /// What the variables of a kind stand for, in a language; each of ``TemplateShape/of(_:)`` is there.
  ///
  /// - Parameter credentials: how the meeting is joined; only a message of details shows it.
  func values(
    for kind: MessageKind, in language: MessageLanguage, credentials: MeetingCredentials?
  ) throws(LackingFact) -> [String: TemplateValue] {
    let dates = DateWriting(language: language, zone: zone)
    var values = try own(of: kind, dates, credentials)
    values["office"] = .line(office.name)
    values["phone"] = .line(office.phone)
    values["name"] = .line(person)
    values["service"] = .line(language == .japanese ? service.ja : service.en)
    return values
  }

  private func own(
    of kind: MessageKind, _ dates: DateWriting, _ credentials: MeetingCredentials?
  ) throws(LackingFact) -> [String: TemplateValue] {
    switch kind {
    case .offer:
      return [
        "slots": try slots(dates), "deadline": try deadline(dates), "terms": .text(try needed(terms, "terms")),
        "vendor": try vendorName(), "minutes": .line("\(try minutes())"),
      ]
    case .reminderUnconfirmed: return ["slots": try slots(dates), "deadline": try deadline(dates)]
    case .details: return try time(dates).adding(try meeting(credentials))
    case .followUpDetails:
      let values = try time(dates).adding(try meeting(credentials))
      return values.adding(["terms": terms.map(TemplateValue.text) ?? .flag(false)])
    case .reminderDayBefore: return try time(dates).adding(["vendor": try vendorName()])
    case .lapsed: return ["deadline": try deadline(dates)]
    case .cancelled:
      let party = try needed(cancelledBy, "by")
      return try time(dates).adding(["by_user": .flag(party == .user), "by_office": .flag(party == .office)])
    case .declined:
      let ground = try needed(ground, "ground")
      return Dictionary(uniqueKeysWithValues: DeclineGround.allCases.map { ($0.rawValue, .flag($0 == ground)) })
    case .refused:
      let (from, until, ground) = try needed(refusal, "from")
      let grounds = RefusalGround.allCases.map { ($0.rawValue, TemplateValue.flag($0 == ground)) }
      return Dictionary(uniqueKeysWithValues: grounds).adding([
        "from": .line(dates.day(of: from)), "until": .line(dates.limit(until)),
      ])
    case .noShow: return try time(dates)
    case .termsChanged:
      return [
        "terms": .text(try needed(terms, "terms")),
        "effective": .line(dates.day(of: try needed(effectiveFrom, "effective_from"))),
      ]
    }
  }

  private func needed<Value>(_ value: Value?, _ name: String) throws(LackingFact) -> Value {
    guard let value else { throw LackingFact(name: name) }
    return value
  }

  private func time(_ dates: DateWriting) throws(LackingFact) -> [String: TemplateValue] {
    let slot = try needed(session, "start")
    return ["date": .line(dates.day(of: slot.start)), "time": .line(dates.time(from: slot.start, to: slot.end))]
  }

  private func slots(_ dates: DateWriting) throws(LackingFact) -> TemplateValue {
    guard !slots.isEmpty else { throw LackingFact(name: "slots") }
    return .list(
      slots.map {
        ["date": .line(dates.day(of: $0.start)), "time": .line(dates.time(from: $0.start, to: $0.end))]
      })
  }

  private func deadline(_ dates: DateWriting) throws(LackingFact) -> TemplateValue {
    .line(dates.limit(try needed(deadline, "deadline")))
  }

  private func vendorName() throws(LackingFact) -> TemplateValue {
    .line(try needed(vendor, "vendor").displayName)
  }

  private func minutes() throws(LackingFact) -> Int {
    let slot = try needed(slots.first, "slots")
    return slot.minutes
  }

  private func meeting(_ credentials: MeetingCredentials?) throws(LackingFact) -> [String: TemplateValue] {
    var values: [String: TemplateValue] = ["zoom": .section(nil), "teleoffice": .section(nil)]
    switch try needed(credentials, "meeting") {
    case .zoom(let meetingID, let passcode, let url):
      values["vendor"] = .line(Vendor.zoom.displayName)
      values["zoom"] = .section(["meeting_id": .line(meetingID), "passcode": .line(passcode), "url": .line(url)])
    case .teleOffice(let server, let accessCode, let url):
      values["vendor"] = .line(Vendor.teleoffice.displayName)
      values["teleoffice"] = .section([
        "server": .line(server), "access_code": .line(accessCode), "url": .line(url),
      ])
    }
    return values
  }
}

extension [String: TemplateValue] {
  fileprivate func adding(_ others: Self) -> Self { merging(others) { own, _ in own } }
}
