import Testing

@testable import AdminAPI

extension TestOffice {
  /// What MyPage would be sent about a booking by now, of a kind or any.
  func messages(_ kind: String? = nil, about booking: String) async throws -> [JSONValue] {
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
