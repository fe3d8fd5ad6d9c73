import OfficeStore
import Scheduling
import TestDatabase

/// A status, and whether it is written down, only deemed, or kept from being deemed by an incident.
struct MatrixSituation: CustomStringConvertible {
  /// When the booking's session is.
  static let start = Instant.september(17, 10)
  static let all =
    BookingStatus.allCases.map { MatrixSituation(status: $0, isDeemed: false) }
    + [BookingStatus.lapsed, .noShow].map { MatrixSituation(status: $0, isDeemed: true) }
    + [MatrixSituation(status: .confirmed, isDeemed: false, isExcused: true)]

  let status: BookingStatus
  let isDeemed: Bool
  var isExcused = false

  var description: String { (isDeemed ? "deemed " : isExcused ? "excused " : "") + status.rawValue }

  /// A booking that has come so far, and the clock where such a booking is met.
  func arrange(in database: TestDatabase) async throws -> Booking {
    let office = database.nishinomiya
    let id = try await office.receive(.complete(wishes: [Self.start])).id
    switch status {
    case .received: break
    case .withdrawn: try await office.withdraw(id)
    case .declined: try await office.decline(id)
    default: try await office.offer(id, Self.start)
    }
    switch status {
    case .received, .withdrawn, .declined, .offered: break
    case .lapsed: try office.advance(to: .september(17, 0))
    default:
      try await office.confirm(id, Self.start)
      try await office.checkEnvironment(id)
      try office.advance(to: .september(17, 9, 50))
    }
    switch status {
    case .inSession, .held, .terminated: try await office.start(id)
    case .cancelledByUser: try await office.cancel(id)
    case .cancelledByOffice: try await office.cancel(id, by: .office, channel: nil)
    case .noShow: try office.advance(to: .september(17, 10, 10))
    default: break
    }
    if status == .held { try await office.complete(id) }
    if status == .terminated { try await office.terminate(id) }
    if isExcused {
      try await office.incident(.september(17, 9, 55), until: .september(17, 10, 5))
      try office.advance(to: .september(17, 10, 12))
    }
    if !isDeemed { try await database.store.writeDownDeadlines() }
    return try await office.read(id)
  }
}
