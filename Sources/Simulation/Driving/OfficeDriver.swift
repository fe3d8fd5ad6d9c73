import Foundation
import Scheduling
import Stage

/// Carries out one office's part of the plan, one request after another, and holds every answer against the plan.
actor OfficeDriver {
  let plan: OfficePlan
  private let client: Client
  private let tokens: Tokens
  /// Keeps the keys of this run apart from those of any other.
  private let run = UUID().uuidString
  private var ids: [Reference: String] = [:]
  private var versions: [Int: String] = [:]
  /// The texts of terms that were read, by the version's id.
  private var terms: [String: String] = [:]
  /// What planned answers counted.
  private(set) var counted: [Subject: Int] = [:]
  private(set) var tally = Tally()

  init(_ plan: OfficePlan, client: Client, tokens: Tokens) {
    self.plan = plan
    self.client = client
    self.tokens = tokens
  }

  /// Whether the office is bare, as the plan supposes.
  func isBare() async -> Bool {
    for list in ["counselors", "bookings"] {
      guard let answer = await send(.counselor, "GET", "\(list)?limit=1"), answer.status == 200,
        (try? answer.decode(Seen.self).items ?? [])?.isEmpty == true
      else { return false }
    }
    return true
  }

  /// Everything that the office does at one moment.
  func drive(_ moment: Int, at instant: Instant) async throws {
    for move in plan.moves[moment] {
      try Task.checkCancellation()
      if let violation = await carryOut(move) {
        tally.violations.append("\(plan.profile.code), \(instant.rfc3339UTC), \(move.name): \(violation)")
      }
    }
  }

  /// The booking's id, once the service has given it one.
  func id(of booking: Int) -> String? { ids[.booking(booking)] }

  /// Sends a request below the office's path; `busy` is tried again. Nil when there is no answer.
  func send(
    _ bearer: Bearer, _ method: String, _ path: String, _ body: String? = nil, key: String? = nil,
    ifMatch: String? = nil
  ) async -> Answer? {
    let token = token(of: bearer)
    var answer: Answer?
    for _ in 0..<200 {
      tally.requests += 1
      answer = await client.send(
        method, "/v1/offices/\(plan.profile.code)/\(path)", token: token, body: body, key: key, ifMatch: ifMatch)
      guard answer?.status == 503 else { return answer }
      tally.busy += 1
      try? await Task.sleep(for: .milliseconds(Int64.random(in: 5...40)))
    }
    return answer
  }

  /// What is wrong with the answer; nil when nothing is.
  private func carryOut(_ move: Move) async -> String? {
    let (path, body): (String, String?)
    do {
      (path, body) = (try move.path.text(resolve), try move.body?.text(resolve))
    } catch {
      return "\(error)"
    }
    let version: String? =
      switch move.ifMatch {
      case nil: nil
      case .stale: "\"1\""
      case .current: move.booking.flatMap { versions[$0] }
      }
    let answer = await send(
      move.bearer, move.method, path, body, key: move.key.map { "\(run)-\($0)" }, ifMatch: version)
    guard let answer else { return "no answer" }
    tally.answers[answer.summary, default: 0] += 1
    if let violation = move.expected.violation(by: answer, knowing: { ids[$0] }) { return violation }
    if answer.status < 300 { learn(from: answer, move) }
    guard let each = move.each else { return nil }
    return await finish(each, of: answer, path)
  }

  private func learn(from answer: Answer, _ move: Move) {
    let seen = try? answer.decode(Seen.self)
    for learning in move.learns {
      switch learning {
      case .id(let reference): ids[reference] = seen?.id
      case .occurrences(let references):
        for (reference, one) in zip(references, seen?.occurrences ?? []) { ids[reference] = one.id }
      case .at(let place, let reference): ids[reference] = (try? answer.decode(Tree.self))?[place]?.text
      case .named(let references):
        for item in (try? answer.decode(Tree.self))?["items"]?.items ?? [] {
          if let reference = item["name"]?.text.flatMap({ references[$0] }) { ids[reference] = item["id"]?.text }
        }
      case .count(let place, let subject): counted[subject] = (try? answer.decode(Tree.self))?[place]?.items?.count
      }
    }
    if let booking = move.booking {
      if let version = answer[header: "ETag"] { versions[booking] = version }
      if let counselor = seen?.counselor { ids[.counselorOf(booking: booking)] = counselor.id }
    }
  }

  private func finish(_ each: Move.Each, of answer: Answer, _ path: String) async -> String? {
    let collection = path.prefix { $0 != "?" }
    for item in (try? answer.decode(Seen.self).items) ?? [] {
      let finished =
        switch each {
        case .deleted: await send(.officeHead, "DELETE", "\(collection)/\(item.id)")
        case .acknowledged: await send(.gateway, "POST", "\(collection)/\(item.id)/acknowledge", "{}")
        }
      guard finished?.status == 204 || finished?.status == 200 else {
        return "one of them: \(finished?.summary ?? "no answer")"
      }
      tally.finished += 1
    }
    return nil
  }

  /// The text of a version of the terms, read once.
  func text(ofTerms id: String) async -> String? {
    if let known = terms[id] { return known }
    let answer = await send(.counselor, "GET", "terms/\(id)")
    let text = (try? answer?.decode(Tree.self))?["text"]?.text
    terms[id] = text
    return text
  }

  private func token(of bearer: Bearer) -> String? {
    switch bearer {
    case .role(let role): return tokens.roles[role]
    case .lead: return tokens.lead
    case .counselorOf(let booking): return token(of: try? resolve(.counselorOf(booking: booking)))
    case .colleagueOf(let booking): return token(of: try? resolve(.counselorBesides(booking: booking)))
    }
  }

  /// That of the member who is the counselor with this id.
  private func token(of counselor: String?) -> String? {
    guard let counselor else { return nil }
    let number = (0..<plan.profile.counselors).first { ids[.counselor($0)] == counselor }
    return number.flatMap { tokens.members.indices.contains($0) ? tokens.members[$0] : nil }
  }

  private func resolve(_ reference: Reference) throws -> String {
    if case .counselorBesides(let booking) = reference {
      let others = (0..<plan.profile.counselors).compactMap { ids[.counselor($0)] }
      if let other = others.first(where: { $0 != ids[.counselorOf(booking: booking)] }) { return other }
    }
    guard let id = ids[reference] else { throw StageError("the service has not told the id of \(reference)") }
    return id
  }
}
