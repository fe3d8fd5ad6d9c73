import OfficeStore
import Postgres
import Scheduling

extension MeetingCredentials {
  /// One of many that look alike. The seed's licences show number 1, 2, … of their vendor.
  public static func sample(_ number: Int, of vendor: Vendor = .zoom) -> MeetingCredentials {
    switch vendor {
    case .zoom:
      .zoom(
        meetingID: "\(900_000_000 + number)", passcode: "hi_\(number)", url: "https://zoom.example/j/\(number)")
    case .teleoffice:
      .teleOffice(server: "tele.example", accessCode: "mado-\(number)", url: "https://tele.example/\(number)")
    }
  }
}

extension TestOffice {
  /// What leads into the meeting, as the gateway reads it.
  public func meeting(of id: BookingID) async throws(DomainError) -> MeetingCredentials {
    try await store.meeting(of: id, caller(.gateway), office).credentials
  }

  /// Sets what a licence shows for every meeting.
  public func set(_ credentials: MeetingCredentials, of licence: LicenceID) async throws(DomainError) {
    _ = try await store.setCredentials(credentials, of: licence, context(by: .supervisor)) { _ in Self.done }
  }

  /// Takes it away.
  public func dropCredentials(of licence: LicenceID) async throws(DomainError) {
    _ = try await store.dropCredentials(of: licence, context(by: .supervisor)) { Self.done }
  }

  /// Adds to a licence's pool.
  public func pool(_ credentials: [MeetingCredentials], of licence: LicenceID) async throws(DomainError) {
    _ = try await store.addToPool(credentials, of: licence, context(by: .supervisor)) { _ in Self.done }
  }

  /// Throws away what of a pool was never issued.
  public func emptyPool(of licence: LicenceID) async throws(DomainError) {
    _ = try await store.emptyPool(of: licence, context(by: .supervisor)) { Self.done }
  }

  private static let done = Answer(status: 204, body: [])
}
