@testable import AdminAPI

extension TestOffice {
  static let nine = "2026-09-17T09:00:00+09:00"

  /// The id of a booking that was applied for, offered and confirmed.
  func confirmedBooking(
    number: String = "28990-00000001", at start: String = nine, vendor: String = "zoom"
  ) async throws -> String {
    let booking = try await offeredBooking(number: number, at: start, vendor: vendor)
    let confirmed = try await send(.post, "bookings/\(booking)/confirm", Bodies.confirm(start))
    guard confirmed.status == 200 else { throw Refused(answer: confirmed.text) }
    return booking
  }

  /// The id of a booking that was applied for and offered.
  func offeredBooking(
    number: String = "28990-00000001", at start: String = nine, vendor: String = "zoom"
  ) async throws -> String {
    let received = try await send(.post, "bookings", Bodies.application(number: number, wishes: [start]))
    guard let booking = received.json["id"].text else { throw Refused(answer: received.text) }
    let body = #"{"slots":[{"start":"\#(start)"}],"vendor":"\#(vendor)"}"#
    let offered = try await send(.post, "bookings/\(booking)/offer", body)
    guard offered.status == 200 else { throw Refused(answer: offered.text) }
    return booking
  }

  /// The id of a booking whose session is running, a quarter of an hour at most before its start.
  func runningSession(at start: String = nine, startingAt instant: String) async throws -> String {
    let booking = try await confirmedBooking(at: start)
    _ = try await send(.post, "bookings/\(booking)/environment-check", Bodies.environment())
    try setClock(instant)
    let started = try await send(.post, "bookings/\(booking)/start", "{}")
    guard started.status == 200 else { throw Refused(answer: started.text) }
    return booking
  }

  /// The kind and the version of each consent of a booking.
  func consents(of booking: String) async throws -> [(kind: String?, terms: String?)] {
    try await send(.get, "bookings/\(booking)/consents").json["items"].elements.map {
      ($0["kind"].text, $0["terms_version"].text)
    }
  }

  /// Announces a version of the office's terms; its id.
  @discardableResult
  func publishTerms(_ text: String, from date: String, ground: String = "benefit") async throws -> String {
    let body = #"{"text":"\#(text)","effective_from":"\#(date)","ground":"\#(ground)"}"#
    let published = try await send(.post, "terms", by: .officeHead, body)
    guard let id = published.json["id"].text else { throw Refused(answer: published.text) }
    return id
  }

  struct Refused: Error { let answer: String }
}
