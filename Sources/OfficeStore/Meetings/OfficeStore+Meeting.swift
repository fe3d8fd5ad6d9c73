import Foundation
import Postgres
import Scheduling

/// What leads into a booking's meeting.
public struct IssuedMeeting: Sendable {
  /// What was issued.
  public let credentials: MeetingCredentials
  /// When.
  public let issuedAt: Instant
}

extension OfficeStore {
  /// Releases what leads into a booking's meeting (Art. 6(3)). Every release to a person or to the gateway is judged by
  /// `release(_:to:)`, this one and that of the details which the gateway fetches (`fetchMessage`); the relay, which delivers
  /// them, has `MeetingSecrets`.
  ///
  /// - Throws: `notFound`; what `MeetingReader.requireRelease` throws; `meetingNotIssued` while the booking waits for
  ///   its licence to have something; `keysMissing`.
  public func meeting(
    of id: BookingID, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> IssuedMeeting {
    let statement = { (session: Session) in
      Statement(
        """
        SELECT b.status_now, b.counselor_id, s.id, s.counselor_id, m.place, m.key_id, m.box, m.issued_at
        FROM bookings_by_the_clock b
          LEFT JOIN staff s ON s.office_id = b.office_id AND s.id = $3::uuid AND s.retired_at IS NULL
          LEFT JOIN meetings m ON m.office_id = b.office_id AND m.booking_id = b.id AND m.revoked_at IS NULL
        WHERE b.office_id = $1 AND b.id = $2
        """, session.office.id, id, caller.staff)
    }
    // only who is let in has seen it: what is withheld leaves no entry of a read
    let shown = Auditing<IssuedMeeting>.found { _ in AuditSubjects(bookings: [id]) }
    return try await read(caller, office, auditing: shown, { [statement($0)] }) { _, found in
      guard let row = found.first?.first else { throw DomainError.notFound }
      return try release(row, to: caller)
    }
  }

  /// - Parameter row: the booking's status and counselor, the caller's member of staff and that one's counselor, and the
  ///   meeting in force: its place, key, box and time of issue.
  func release(_ row: Row, to caller: Caller) throws -> IssuedMeeting {
    let isMember = try row.decodeIfPresent(2, as: UUID.self) != nil
    try caller.meetingReader(isMember: isMember, counselor: try row.decodeIfPresent(3))
      .requireRelease(of: try row.decode(0), counselor: try row.decodeIfPresent(1))
    guard let place = try row.decodeIfPresent(4, as: UUID.self) else { throw DomainError.meetingNotIssued }
    let sealed = KeyRing.Sealed(keyID: try row.decode(5), box: try row.decode(6))
    return IssuedMeeting(
      credentials: try MeetingCredentials(opening: sealed, for: place, by: requireKeys()), issuedAt: try row.decode(7))
  }
}

extension Caller {
  /// - Parameter isMember: whether the token's member works in the office.
  fileprivate func meetingReader(isMember: Bool, counselor: CounselorID?) -> MeetingReader {
    switch role {
    case .gateway: .gateway
    case .supervisor, .officeHead: isMember ? .lead : .nobody
    case .counselor: isMember ? .counselor(counselor) : .nobody
    case .bureauStatistics, .ministryStatistics, .systemAdmin, .auditor: .nobody
    }
  }
}
