import Testing

@testable import AdminAPI

/// Bookings around a session, for the tests of what silence leads to.
extension TestOffice {
  /// A firm booking of a person at `start` (RFC 3339).
  func confirmed(_ start: String, number: String = "28990-00000001") async throws -> String {
    let id = try await received(start, number: number)
    #expect(try await send(.post, "bookings/\(id)/offer", Bodies.offer(start)).status == 200)
    #expect(try await send(.post, "bookings/\(id)/confirm", Bodies.confirm(start)).status == 200)
    return id
  }

  /// An application of a person for `start`.
  func received(_ start: String, number: String = "28990-00000001") async throws -> String {
    let application = Bodies.application(number: number, wishes: [start])
    return try #require(try await send(.post, "bookings", application).json["id"].text)
  }

  /// A session of a person that runs since `start`.
  func running(_ start: String, number: String = "28990-00000001") async throws -> String {
    let id = try await confirmed(start, number: number)
    _ = try await send(.post, "bookings/\(id)/environment-check", Bodies.environment())
    try setClock(start)
    #expect(try await send(.post, "bookings/\(id)/start", "{}").status == 200)
    return id
  }

  /// How a booking reads now.
  func status(_ id: String) async throws -> String? { try await send(.get, "bookings/\(id)").json["status"].text }

  /// Has a deemed cancellation written down, by an action that it refuses.
  func writeDown(_ id: String) async throws {
    #expect(try await send(.post, "bookings/\(id)/start", "{}").json["current_status"].text == "no_show")
  }

  /// The last event of a booking.
  func lastEvent(_ id: String) async throws -> JSONValue {
    try await send(.get, "bookings/\(id)/events").json["items"].elements.last ?? .null
  }

  /// The tasks of a kind that wait, by their bookings.
  func tasks(_ kind: String) async throws -> [String] {
    try await send(.get, "tasks?kind=\(kind)").json["items"].elements.compactMap { $0["booking"].text }
  }
}
