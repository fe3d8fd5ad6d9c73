import Testing

@testable import AdminAPI

extension TestOffice {
  /// The id of a booking that was offered a time.
  func offered(_ start: String) async throws -> String {
    let number = "28990-\(Int.random(in: 1...99_999_999))"
    let made = try await send(.post, "bookings", by: .gateway, Bodies.application(number: number, wishes: [start]))
    let id = try #require(made.json["id"].text)
    let offer = try await send(.post, "bookings/\(id)/offer", Bodies.offer(start))
    try #require(offer.status == 200, "\(offer.text)")
    return id
  }

  /// The id of one that is firm.
  func confirmed(_ start: String) async throws -> String {
    let id = try await offered(start)
    let done = try await send(.post, "bookings/\(id)/confirm", Bodies.confirm(start))
    try #require(done.status == 200, "\(done.text)")
    return id
  }

  /// What MyPage would be sent about a booking by now, of a kind or any.
  func received(_ kind: String? = nil, about booking: String) async throws -> [JSONValue] {
    let query = kind.map { "&kind=\($0)" } ?? ""
    return try await send(.get, "messages?status=pending&booking=\(booking)\(query)", by: .gateway).json["items"]
      .elements
  }

  /// The id of the one message of a kind about a booking.
  func message(_ kind: String, of booking: String) async throws -> String {
    let found = try await send(.get, "messages?booking=\(booking)&kind=\(kind)").json["items"].elements
    try #require(found.count == 1)
    return try #require(found[0]["id"].text)
  }
}
