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
  ///
  /// - Parameter knowing: what earlier answers told.
  func violation(by answer: Answer, knowing: (Reference) -> String? = { _ in nil }) -> String? {
    guard answer.status == status, code == nil || answer.code == code else {
      return "expected \(status)\(code.map { " \($0)" } ?? ""), got \(answer.summary) \(answer.text.prefix(300))"
    }
    if isReplay, answer[header: "Idempotency-Replayed"] != "true" { return "it was not replayed" }
    return violation(bySayings: answer, knowing) ?? violation(bySeen: answer)
  }

  /// The first place, in their order, where something else stands.
  private func violation(bySayings answer: Answer, _ knowing: (Reference) -> String?) -> String? {
    guard !says.isEmpty else { return nil }
    guard let tree = try? answer.decode(Tree.self) else { return "unreadable: \(answer.text.prefix(300))" }
    let wrong = says.sorted { $0.key < $1.key }.first { !$1.holds(of: tree[$0], knowing: knowing) }
    return wrong.map { place, saying in
      "expected \(place) to be \(saying.description), is \(tree[place]?.description.prefix(60) ?? "nothing")"
    }
  }

  private func violation(bySeen answer: Answer) -> String? {
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
