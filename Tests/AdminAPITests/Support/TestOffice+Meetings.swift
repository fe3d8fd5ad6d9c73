import HTTPTypes

@testable import AdminAPI

extension TestOffice {
  /// The id of the first licence of a vendor.
  func licence(_ vendor: String = "zoom") async throws -> String {
    let licences = try await send(.get, "licences").json["items"].elements
    guard let id = licences.first(where: { $0["vendor"].text == vendor })?["id"].text else { throw CancellationError() }
    return id
  }

  /// The id of the counselor who has a booking.
  func counselor(of booking: String) async throws -> String {
    let read = try await send(.get, "bookings/\(booking)")
    guard let id = read.json["counselor"]["id"].text else { throw Refused(answer: read.text) }
    return id
  }
}
