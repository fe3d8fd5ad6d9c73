import Scheduling

/// 規約の変更 (article 13), and what users agree to (A9, A11).
extension OfficePlanner {
  /// The number of the version in force: the ministry's, or the office's own.
  var termsInForce: Int { ledger.newTermsFrom.map { $0 <= now } ?? false ? 1 : 0 }

  /// The texts, by number.
  var termsTexts: [String] {
    guard let from = ledger.newTermsFrom else { return [Terms.first] }
    let edition = try? Terms.draft(of: profile, effectiveFrom: from.day).edition()
    return [Terms.first, edition?.text ?? ""]
  }

  /// The office's head announces a version of the office's own for tomorrow, after some that are no use.
  mutating func announceTerms() {
    let draft = Terms.draft(of: profile, effectiveFrom: now.day.adding(days: 1))
    guard let edition = try? draft.edition() else { return }
    let text = Saying.text(edition.text)
    var wrong = draft
    wrong.text = draft.text.replacing("{{issuer_title}}", with: "○○公共職業安定所長")
    publish(wrong, .refused(422, "placeholder_left"))
    (wrong.text, wrong.values) = (draft.text, [])
    publish(wrong, .refused(422, "unbound_variable"))
    wrong = draft
    wrong.effectiveFrom = now.day
    publish(wrong, .refused(422, "announced_too_late"))
    publish(draft, by: .supervisor, .refused(403, "forbidden"))
    send("POST", "terms?preview=true", by: .officeHead, draft.json, .ok(says: ["text": text]))
    publish(draft, .ok(201, says: ["text": text, "ground": .text("reasonable")]), learns: .id(.terms(1)))
    let path: Path = "terms/\(Reference.terms(1))/annotations"
    send("POST", path, by: .officeHead, ["place": "第6条", "note": "会議の情報はマイページでお知らせします。"], .ok(201))
    send("GET", "terms/in-force", nil, .ok(says: ["id": .another(.terms(1))]))
    ledger.newTermsFrom = now.day.adding(days: 1).at(0)
    for number in stories.indices where [.received, .offered, .confirmed].contains(stories[number].status) {
      tell(.termsChanged, number)
      ledger.hasToldOfTerms = true
    }
  }

  private mutating func publish(
    _ draft: TermsDraft, by bearer: Bearer = .officeHead, _ expected: Expectation, learns: Move.Learning? = nil
  ) {
    send("POST", "terms", by: bearer, draft.json, expected, learns: learns)
  }

  /// Everybody with a live booking has been told, and the office that they are.
  mutating func countNotices() {
    let told = stories.count { $0.messages.contains(.termsChanged) }
    send("GET", "messages?kind=terms_changed&limit=200", nil, .ok(says: ["items": .count(told)]))
    send(
      "GET", "tasks?kind=terms_changed", nil,
      .ok(says: told > 0 ? ["items": .count(1), "items.0.booking": .null] : ["items": .count(0)]))
  }

  mutating func readTermsInForce() {
    send(
      "GET", "terms/in-force", nil,
      .ok(says: ["id": .id(.terms(1)), "text": .text(termsTexts.last ?? ""), "in_force": .truth(true)]))
  }

  /// What makes a booking firm is the consent to the terms in the offer, and to the vendor's own.
  mutating func consent(_ number: Int) {
    let version = stories[number].offeredTerms
    stories[number].agreement.consents[.confirmation] = version
    stories[number].agreement.consents[.vendorTerms] = version
  }

  /// A follow-up carries its parent's consent over, and knows of newer terms.
  mutating func carryOver(_ parent: Int, to number: Int) {
    guard let version = stories[parent].agreement.operative else { return }
    stories[number].agreement.consents = [.carriedOver: version, .vendorTerms: version]
    stories[number].agreement.newer = version == termsInForce ? nil : termsInForce
  }

  /// Whether a booking's next one would be made across a change of the terms.
  func isAcross(_ number: Int) -> Bool { stories[number].agreement.operative.map { $0 != termsInForce } ?? false }

  /// The newer text goes out with the details. They are acknowledged at once, because a booking that is moved before
  /// encloses it once more.
  mutating func readEnclosedTerms(_ number: Int) {
    let message = Reference.message(ledger.messages)
    ledger.messages += 1
    let path: Path = "messages?booking=\(Reference.booking(number))&kind=follow_up_details"
    let newer = Saying.id(.terms(1))
    send(
      "GET", path, by: .gateway, nil,
      .ok(says: [
        "items": .count(1), "items.0.facts.newer_terms_version": newer, "items.0.facts.enclosed_terms": newer,
      ]), learns: .at("items.0.id", message))
    send("POST", "messages/\(message)/acknowledge", by: .gateway, .empty, .ok(says: ["status": .text("delivered")]))
  }
}
