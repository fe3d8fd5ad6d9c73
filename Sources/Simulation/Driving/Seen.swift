import Scheduling
import Stage

/// What the simulation reads of an answer.
struct Seen: Decodable {
  struct Named: Decodable { let id: String }
  struct Offer: Decodable { let deadline: String }
  struct Slot: Decodable {
    let start: String
    let free: Int?
  }

  let id: String?
  let status: String?
  let counselor: Named?
  let offer: Offer?
  let slots: [Slot]?
  let items: [Named]?
  let occurrences: [Named]?
  let bookings: [Named]?
}

extension Expectation {
  /// What is wrong with an answer; nil when nothing is.
  func violation(by answer: Answer) -> String? {
    guard answer.status == status, code == nil || answer.code == code else {
      return "expected \(status)\(code.map { " \($0)" } ?? ""), got \(answer.summary) \(answer.text.prefix(300))"
    }
    if isReplay, answer[header: "Idempotency-Replayed"] != "true" { return "it was not replayed" }
    guard becomes != nil || free != nil || displaced != nil else { return nil }
    guard let seen = try? answer.decode(Seen.self) else { return "unreadable: \(answer.text.prefix(300))" }
    if let becomes, seen.status != becomes.rawValue {
      return "expected to be \(becomes.rawValue), is \(seen.status ?? "nothing")"
    }
    if let deadline, seen.offer.flatMap({ Instant(rfc3339: $0.deadline) }) != deadline {
      return "expected the deadline \(deadline.rfc3339UTC), is \(seen.offer?.deadline ?? "none")"
    }
    if let displaced, seen.bookings?.count != displaced {
      return "expected \(displaced) to be displaced, are \(seen.bookings?.count ?? 0)"
    }
    return free.flatMap { violation(by: seen, free: $0) }
  }

  private func violation(by seen: Seen, free expected: [Instant: Int]) -> String? {
    var told: [Instant: Int] = [:]
    for slot in seen.slots ?? [] {
      if let start = Instant(rfc3339: slot.start) { told[start] = slot.free }
    }
    guard told != expected else { return nil }
    let differences = Set(told.keys).union(expected.keys).sorted().filter { told[$0] != expected[$0] }
    return differences.map { start in
      "at \(start.rfc3339UTC) expected \(expected[start].map { "\($0)" } ?? "nothing") free, got "
        + (told[start].map { "\($0)" } ?? "nothing")
    }.joined(separator: "; ")
  }
}
