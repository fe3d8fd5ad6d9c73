import Scheduling
import Stage

/// What an office has in the end, as the service tells it.
struct Stock: Sendable {
  var counts: Reconciliation.Counts = [:]
  /// What does not agree with the plan.
  var violations: [String] = []
}

extension OfficeDriver {
  /// Pages through everything of the office and holds each booking, with what was agreed to with it, against the plan.
  ///
  /// - Parameter knowsTerms: whether the text of the first terms is the one that the plan supposes.
  func takeStock(knowsTerms: Bool) async throws -> Stock {
    var stock = Stock(counts: counted)
    stock.violations += try await deliverTheRest()
    var statuses: [String: BookingStatus] = [:]
    for status in BookingStatus.allCases {
      for item in try await items(of: "bookings?status=\(status.rawValue)") {
        stock.counts[.booking(status), default: 0] += 1
        if let id = item["id"]?.text { statuses[id] = status }
      }
    }
    for (number, expected) in plan.bookings.enumerated() {
      let found = id(of: number).flatMap { statuses[$0] }
      guard found == expected else {
        stock.violations.append(
          "booking \(number) should be \(expected.rawValue), is \(found?.rawValue ?? "nowhere")")
        continue
      }
      try await takeStock(ofBooking: number, into: &stock, knowsTerms: knowsTerms)
    }
    try await count("messages", "kind", as: "message", into: &stock)
    try await count("tasks?status=open", "kind", as: "task", into: &stock)
    try await count("tasks?status=closed", "kind", as: "task", into: &stock)
    stock.counts[.record(.incident)] = try await items(of: "incidents").count
    stock.counts[.record(.refusal)] = try await items(of: "refusals", by: .supervisor).count
    stock.counts[.record(.disclosure)] = try await items(of: "disclosures", by: .officeHead).count
    stock.violations = stock.violations.map { "\(plan.profile.code), \($0)" }
    return stock
  }

  /// MyPage fetches whatever is due and has not been delivered: then every message has come to its end.
  private func deliverTheRest() async throws -> [String] {
    for _ in 0..<100 {
      let rest = try await items(of: "messages?status=pending", by: .gateway)
      if rest.isEmpty { break }
      for id in rest.compactMap({ $0["id"]?.text }) {
        _ = await send(.gateway, "POST", "messages/\(id)/acknowledge", "{}")
      }
    }
    let left = try await items(of: "messages?status=pending", by: .gateway).count
    let dead = try await items(of: "messages?status=dead").count
    return (left == 0 ? [] : ["\(left) messages are due and not delivered"])
      + (dead == 0 ? [] : ["\(dead) messages were given up"])
  }

  private func takeStock(ofBooking number: Int, into stock: inout Stock, knowsTerms: Bool) async throws {
    guard let id = id(of: number) else { return }
    let (believed, status) = (plan.agreements[number], plan.bookings[number])
    let consents = try await items(of: "bookings/\(id)/consents")
    for kind in consents.compactMap({ $0["kind"]?.text }) {
      if let subject = Subject("consent", kind) { stock.counts[subject, default: 0] += 1 }
    }
    let found = Set(consents.compactMap { $0["kind"]?.text })
    if found != Set(believed.consents.keys.map(\.rawValue)) {
      stock.violations.append("booking \(number): expected other consents than \(found.sorted())")
    }
    for consent in consents {
      if let wrong = await violation(by: consent, of: believed, knowsTerms: knowsTerms) {
        stock.violations.append("booking \(number): \(wrong)")
      }
    }
    if plan.contacts[number] > 0 {
      stock.counts[.record(.contact), default: 0] += try await items(of: "bookings/\(id)/contacts").count
    }
    if [.confirmed, .inSession].contains(status),
      await send(.gateway, "GET", "bookings/\(id)/meeting")?.status == 200
    {
      stock.counts[.record(.meeting), default: 0] += 1
    }
  }

  /// Exactly the text that was published can be fetched for any consent.
  private func violation(by consent: Tree, of believed: Agreement, knowsTerms: Bool) async -> String? {
    guard let kind = consent["kind"]?.text.flatMap({ ConsentKind(rawValue: $0) }),
      let version = believed.consents[kind],
      let id = consent["terms_version"]?.text
    else { return nil }
    if version > 0 || knowsTerms, await text(ofTerms: id) != plan.terms[version] {
      return "the consent of \(kind.rawValue) is to another text than was published"
    }
    guard consent["operative"] == .truth(true) else { return nil }
    var newer: String?
    if let id = consent["newer_terms_version"]?.text { newer = await text(ofTerms: id) }
    return newer == believed.newer.map { plan.terms[$0] } ? nil : "the terms in force then are not the right ones"
  }

  private func count(_ list: String, _ member: String, as chapter: String, into stock: inout Stock) async throws {
    for name in try await items(of: list).compactMap({ $0[member]?.text }) {
      if let subject = Subject(chapter, name) { stock.counts[subject, default: 0] += 1 }
    }
  }

  /// Every item of a list, page by page.
  private func items(of list: String, by bearer: Bearer = .counselor) async throws -> [Tree] {
    var items: [Tree] = []
    let first = list + (list.contains("?") ? "&limit=200" : "?limit=200")
    var path: String? = first
    while let next = path {
      guard let answer = await send(bearer, "GET", next), answer.status == 200 else {
        throw StageError("\(plan.profile.code): \(list) cannot be listed")
      }
      let page = try answer.decode(Tree.self)
      items += page["items"]?.items ?? []
      path = page["next_cursor"]?.text.map { "\(first)&cursor=\($0)" }
    }
    return items
  }
}
