import Foundation
import Testing

extension Contract.Operation {
  /// How far a booking must have come for an action to look at it.
  enum Stage: Sendable {
    case received
    case offered
    case confirmed
    /// Confirmed for today, a quarter of an hour before its start.
    case startable
    case inSession
    /// Confirmed for today, and nobody was heard of for more than ten minutes.
    case silent
    /// A disclosure that the office's head has approved.
    case approved
  }

  var stage: Stage {
    if collection == "disclosures", path.hasSuffix("/export") || path.hasSuffix("/give") { return .approved }
    guard collection == "bookings" else { return .received }
    switch path.split(separator: "/").dropFirst(5).joined(separator: "/") {
    case "confirm": return .offered
    case "cancel", "contact", "meeting", "reassign", "reschedule": return .confirmed
    case "start", "joined": return .startable
    case "complete", "terminate", "follow-up": return .inSession
    case "no-show/reverse": return .silent
    default: return .received
    }
  }
}

extension Belongings {
  /// Takes a new booking as far as an action needs it; today's session and the clock go to where they must be.
  func bring(_ id: String, to stage: Contract.Operation.Stage) async throws {
    switch stage {
    case .received: return
    case .approved: try await take("approve", of: id, in: "disclosures")
    case .offered: try await take("offer", of: id)
    case .confirmed: try await agree(id, on: try nextLater(), [:])
    case .startable, .inSession, .silent:
      let start = try await nextSession()
      let override = JSON.object(["rule": .string("confirm_cutoff"), "reason": .string("検査")])
      try await agree(id, on: start, ["override": override])
      try await moveClock(to: start, minutes: stage == .silent ? 11 : -14)
      if stage != .silent { try await take("environment-check", of: id) }
      if stage == .inSession { try await take("start", of: id) }
    }
  }

  /// Nobody makes a message: a booking that was declined has one.
  func message() async throws -> String {
    let booking = try await make(named: "booking")
    let decline = try #require(contract.operations.first { $0.id == "declineBooking" })
    let list = try #require(contract.operations.first { $0.id == "listMessages" })
    try await take("decline", of: booking, decline.example)
    let found = try await tenant.send(list, as: "counselor", query: [("booking", booking)])
    return try #require(found.json["items"].elements.first?["id"].text, "declining told nobody")
  }

  /// MyPage has it.
  func acknowledge(_ message: String) async throws {
    let operation = try #require(contract.operations.first { $0.id == "acknowledgeMessage" })
    let done = try await tenant.send(operation, as: "gateway", id: message, .object([:]))
    try #require(done.status == 200, "\(String(decoding: done.body, as: UTF8.self))")
  }

  /// Gives a licence something to show.
  func setCredentials(of licence: String) async throws {
    let setting = try #require(contract.operations.first { $0.id == "setCredentials" })
    let set = try await tenant.send(setting, as: tenant.role(for: setting), id: licence)
    try #require(set.status == 200, "\(String(decoding: set.body, as: UTF8.self))")
  }

  /// The same for the licence that a booking has.
  func setCredentials(ofLicenceOf booking: String) async throws {
    let reading = try #require(contract.operations.first { $0.id == "getBooking" })
    let licence = try await tenant.send(reading, as: "counselor", id: booking).json["licence"]["id"].text
    try await setCredentials(of: try #require(licence))
  }

  private func agree(_ id: String, on start: String, _ override: [String: JSON]) async throws {
    let slots = JSON.array([.object(["start": .string(start)])])
    try await take(
      "offer", of: id, .object(["slots": slots, "vendor": .string("zoom")].merging(override) { first, _ in first }))
    try await take("confirm", of: id, .object(["start": .string(start), "channel": .string("phone")]))
  }

  private func take(
    _ step: String, of id: String, in collection: String = "bookings", _ body: JSON? = nil
  ) async throws {
    let path = "/v1/offices/{office}/\(collection)/{id}/\(step)"
    let operation = try #require(contract.operations.first { $0.path == path })
    let done = try await tenant.send(operation, as: tenant.role(for: operation), id: id, body)
    try #require(done.status == 200, "\(operation.id): \(String(decoding: done.body, as: UTF8.self))")
  }

  /// The next start for a session: the first half hour that lies ahead and was given to fewer than the office can hold at
  /// a time, which is two.
  private func nextSession() async throws -> String {
    let clock = try #require(contract.operations.first { $0.id == "getClock" })
    let now = try #require(try await tenant.send(clock, as: "counselor").json["now"].text)
    // Two instants of one day in one zone compare as texts.
    let start = try #require(
      Self.starts(on: "2026-09-16").first { $0 > now && sessions[$0, default: 0] < 2 }, "the day is over")
    sessions[start, default: 0] += 1
    return start
  }

  /// A start of a later day that nobody was given yet.
  private func nextLater() throws -> String {
    let start = try #require(Self.starts(on: "2026-10-01").first { $0 > lastLater }, "the day is full")
    lastLater = start
    return start
  }

  private static func starts(on day: String) -> [String] {
    (9..<17).filter { $0 != 12 }.flatMap { hour in
      ["00", "30"].map { "\(day)T\(hour < 10 ? "0" : "")\(hour):\($0):00+09:00" }
    }
  }

  /// Has what is due written down: the clock moves some seconds on, because the day is short.
  func settle() async throws {
    let clock = try #require(contract.operations.first { $0.id == "getClock" })
    let now = try #require(try await tenant.send(clock, as: "counselor").json["now"].text)
    // without its fraction
    try await moveClock(to: String(now.prefix(19) + now.suffix(6)), seconds: 5)
  }

  /// Moves the clock to so long after an instant, unless it is past it.
  private func moveClock(to instant: String, minutes: Int = 0, seconds: Int = 0) async throws {
    let formatter = ISO8601DateFormatter()
    let moment = try #require(formatter.date(from: instant)).addingTimeInterval(Double(minutes * 60 + seconds))
    let clock = try #require(contract.operations.first { $0.id == "moveClock" })
    let body = JSON.object(["now": .string(formatter.string(from: moment))])
    let moved = try await tenant.send(clock, as: "system_admin", body)
    try #require(moved.status == 200 || moved.code == "clock_backwards", "\(moved.code ?? "")")
  }
}
