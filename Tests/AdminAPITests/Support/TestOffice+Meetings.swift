import HTTPTypes

@testable import AdminAPI

extension TestOffice {
  /// The id of the first licence of a vendor.
  func licence(_ vendor: String = "zoom") async throws -> String {
    let licences = try await send(.get, "licences").json["items"].elements
    guard let id = licences.first(where: { $0["vendor"].text == vendor })?["id"].text else { throw CancellationError() }
    return id
  }

  /// A firm booking for the 17th at nine, and the counselor who has it.
  func confirmed(number: String = "28990-00000001", at start: String = "2026-09-17T09:00:00+09:00") async throws -> (
    id: String, counselor: String
  ) {
    let received = try await send(.post, "bookings", Bodies.application(number: number))
    let id = received.json["id"].text ?? ""
    _ = try await send(.post, "bookings/\(id)/offer", Bodies.offer(start))
    let firm = try await send(.post, "bookings/\(id)/confirm", Bodies.confirm(start))
    guard firm.status == 200, let counselor = firm.json["counselor"]["id"].text else { throw CancellationError() }
    return (id, counselor)
  }
}
