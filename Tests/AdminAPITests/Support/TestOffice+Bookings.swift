@testable import AdminAPI

/// Bookings that have come some way already, by their ids. What the service does not do is thrown as ``Refused``.
extension TestOffice {
  static let nine = "2026-09-17T09:00:00+09:00"
  static let somebody = "28990-00000001"

  /// An application of a person for `start` (RFC 3339).
  func received(_ start: String = nine, number: String = somebody) async throws -> String {
    let received = try await send(.post, "bookings", Bodies.application(number: number, wishes: [start]))
    guard let id = received.json["id"].text else { throw Refused(answer: received.text) }
    return id
  }

  /// One that was offered that time.
  func offered(
    _ start: String = nine, number: String = somebody, vendor: String = "zoom"
  ) async throws -> String {
    let id = try await received(start, number: number)
    try await take("offer", of: id, Bodies.offer(start, vendor: vendor))
    return id
  }

  /// One that is firm.
  func confirmed(
    _ start: String = nine, number: String = somebody, vendor: String = "zoom"
  ) async throws -> String {
    let id = try await offered(start, number: number, vendor: vendor)
    try await take("confirm", of: id, Bodies.confirm(start))
    return id
  }

  /// One whose session runs since `instant`, or since its start.
  func running(_ start: String = nine, since instant: String? = nil) async throws -> String {
    let id = try await confirmed(start)
    try await take("environment-check", of: id, Bodies.environment())
    try setClock(instant ?? start)
    try await take("start", of: id, "{}")
    return id
  }

  /// Has a deemed cancellation written down, by an action that is refused for it.
  func writeDown(_ booking: String) async throws {
    let refused = try await send(.post, "bookings/\(booking)/start", "{}")
    guard refused.json["current_status"].text == "no_show" else { throw Refused(answer: refused.text) }
  }

  private func take(_ action: String, of booking: String, _ body: String) async throws {
    let answer = try await send(.post, "bookings/\(booking)/\(action)", body)
    guard answer.status == 200 else { throw Refused(answer: answer.text) }
  }

  struct Refused: Error { let answer: String }
}

/// What is known of a booking.
extension TestOffice {
  /// How it reads now.
  func status(_ booking: String) async throws -> String? {
    try await send(.get, "bookings/\(booking)").json["status"].text
  }

  /// The id of the person who applied.
  func seeker(of booking: String) async throws -> String {
    let read = try await send(.get, "bookings/\(booking)")
    guard let id = read.json["seeker"]["id"].text else { throw Refused(answer: read.text) }
    return id
  }

  /// Its last event.
  func lastEvent(_ booking: String) async throws -> JSONValue {
    try await send(.get, "bookings/\(booking)/events").json["items"].elements.last ?? .null
  }

  /// The kind and the version of each of its consents.
  func consents(of booking: String) async throws -> [(kind: String?, terms: String?)] {
    try await send(.get, "bookings/\(booking)/consents").json["items"].elements.map {
      ($0["kind"].text, $0["terms_version"].text)
    }
  }

  /// The bookings of the tasks of a kind that wait.
  func tasks(_ kind: String) async throws -> [String] {
    try await send(.get, "tasks?kind=\(kind)").json["items"].elements.compactMap { $0["booking"].text }
  }
}
