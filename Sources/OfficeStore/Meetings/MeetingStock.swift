import Postgres
import Scheduling

/// What a licence has for its meetings, without any of it: that something is set, and how much of the pool is left.
public struct MeetingStock: Sendable {
  /// The licence.
  public let licence: LicenceID
  /// Whose shape its credentials have; never changes.
  public let vendor: Vendor
  /// When what it shows for every meeting was set; nil while nothing is.
  public let setAt: Instant?
  /// How many of its pool were never issued.
  public let unused: Int
  /// How many of its pool were.
  public let issued: Int
}

extension MeetingStock {
  /// No row for a licence that is not in use.
  static func reading(_ licence: LicenceID, in session: Session) -> Statement {
    Statement(
      """
      SELECT l.id, l.vendor,
        (SELECT c.set_at FROM licence_credentials c WHERE c.office_id = $1 AND c.licence_id = l.id),
        (SELECT count(*) FROM meeting_pool p
          WHERE p.office_id = $1 AND p.licence_id = l.id AND p.issued_at IS NULL),
        (SELECT count(*) FROM meeting_pool p
          WHERE p.office_id = $1 AND p.licence_id = l.id AND p.issued_at IS NOT NULL)
      FROM licences l WHERE l.office_id = $1 AND l.id = $2 AND l.retired_at IS NULL
      """, session.office.id, licence)
  }

  /// Throws `notFound` without a row.
  init(_ found: QueryResult?) throws {
    guard let row = found?.first else { throw DomainError.notFound }
    self.init(
      licence: try row.decode(0), vendor: try row.decode(1), setAt: try row.decodeIfPresent(2),
      unused: try row.decode(3), issued: try row.decode(4))
  }
}

extension OfficeStore {
  /// What a licence in use has for its meetings; `notFound` otherwise.
  public func meetingStock(
    of licence: LicenceID, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> MeetingStock {
    try await read(caller, office, auditing: .nobody, { [MeetingStock.reading(licence, in: $0)] }) { _, found in
      try MeetingStock(found.first)
    }
  }

  /// The frame of every change of what a licence has. No booking is confirmed meanwhile, so that each one either was issued
  /// what there was or is among the sessions that `change` gets; and those stay as they are until the commit. Where there
  /// are some, locking them takes a round trip more.
  func changeStock(
    of licence: LicenceID, _ context: CommandContext, answer: @escaping (MeetingStock) -> Answer,
    _ change: @escaping (Session, MeetingStock, [LicencedSession]) async throws -> MeetingStock
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [
        OfficeRules.changeLock(in: session), MeetingStock.reading(licence, in: session),
        LicencedSession.reading(licence, in: session),
      ]
    }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      let opened = Array(opened)
      let stock = try MeetingStock(opened[1])
      var sessions = try opened[2].map(LicencedSession.init(row:))
      if !sessions.isEmpty {
        let lock = Rearranging.lock(sessions.map(\.booking).sorted(), in: session)
        let again = try await session.run([lock, LicencedSession.reading(licence, in: session)])
        sessions = try again[1].map(LicencedSession.init(row:))
      }
      return try await change(session, stock, sessions)
    }
  }

  /// The keys, where the deployment has some; otherwise it takes no secret.
  func requireKeys() throws(DomainError) -> KeyRing {
    guard let keys else { throw .keysMissing }
    return keys
  }
}
