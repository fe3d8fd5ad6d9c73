import Postgres
import Scheduling

extension OfficeStore {
  /// 告知 (Art. 13): queues a notice about each version that was announced for every live booking that is older than the
  /// announcement, in each office where the version is going to count, and opens the office one task about it. Announcing
  /// writes one row; this is what follows from it. Any number of machines may run it together, and it goes on where it was
  /// interrupted.
  ///
  /// - Returns: how many notices it queued.
  @discardableResult
  public func noticeTerms() async throws(DomainError) -> Int {
    var told = 0
    for (office, due) in try await askEveryOffice(TermsNotice.due(in:), { try $0.map(TermsNotice.init(row:)) }) {
      for notice in due {
        while let batch = try await tell(notice, in: office) { told += batch }
      }
    }
    return told
  }

  /// One batch, in one transaction with how far it came; nil when there is nothing left, or another machine is at it.
  private func tell(_ notice: TermsNotice, in office: Office) async throws(DomainError) -> Int? {
    try await onConnection { connection in
      let session = Session(
        connection: connection, actor: "clock", office: office, now: clock.now(),
        occasion: Occasion(operation: "noticeTerms", purpose: .maintenance, subject: notice.version.uuid))
      let opened = try await session.run(
        [Statement("BEGIN"), session.enter] + notice.taking(in: session) + [notice.nextBookings(in: session)])
      guard let row = opened[3].first else {
        _ = try await session.run([Statement("ROLLBACK")])
        return nil
      }
      let number = try row.decode(0, as: Int.self)
      let isFirst = try row.decode(1, as: Bool.self)
      let bookings = try opened[4].map { try $0.decode(0, as: BookingID.self) }
      let task = isFirst && !bookings.isEmpty ? [notice.openingTask(in: session)] : []
      try await session.commit(
        after: bookings.map { notice.queueing(number, about: $0, in: session) } + task
          + [
            notice.writingDown(bookings, in: session),
            session.entry(.change, about: AuditSubjects(bookings: bookings)),
          ])
      return bookings.count
    }
  }
}

/// A version of which an office's users are still to be told.
private struct TermsNotice {
  private static let batch = 200

  let version: TermsVersionID
  let title: String
  let announcedAt: Instant
  let effectiveFrom: Instant
  /// Whether it will count here: not where a nearer issuer's does, nor a later one's, nor for what is not booked here.
  let counts: Bool

  init(row: Row) throws {
    version = try row.decode(0)
    title = try row.decode(1)
    announcedAt = try row.decode(2)
    effectiveFrom = try row.decode(3)
    counts = try row.decode(4)
  }

  static func due(in session: Session) -> Statement {
    Statement(
      """
      SELECT t.id, t.title, t.announced_at, t.effective_from, coalesce(t.service_group = $3 AND t.id = (
        SELECT f.id FROM office_terms f
        WHERE f.office_id = $1 AND f.service_group = $3
          AND f.effective_from <= greatest(t.effective_from, $2) AND f.announced_at <= $2
        ORDER BY f.distance, f.effective_from DESC LIMIT 1), false)
      FROM office_terms t
      WHERE t.office_id = $1 AND t.announced_at <= $2 AND NOT EXISTS (
        SELECT FROM terms_notices n
        WHERE n.office_id = $1 AND n.terms_version_id = t.id AND n.finished_at IS NOT NULL)
      ORDER BY t.announced_at, t.id
      """, session.office.id, session.now, TermsServiceGroup.onlineCounseling.text)
  }

  /// Begins the notice unless it has begun, and takes it from whoever else would go on with it.
  func taking(in session: Session) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO terms_notices (office_id, terms_version_id, number)
        SELECT $1::integer, $2::uuid, coalesce(max(number), 0) + 1 FROM terms_notices WHERE office_id = $1
        ON CONFLICT DO NOTHING
        """, session.office.id, version),
      Statement(
        """
        SELECT number, told_until IS NULL FROM terms_notices
        WHERE office_id = $1 AND terms_version_id = $2 AND finished_at IS NULL
        FOR UPDATE SKIP LOCKED
        """, session.office.id, version),
    ]
  }

  /// Who applied since then was shown what counts; what has ended by the clock is told nothing more.
  func nextBookings(in session: Session) -> Statement {
    Statement(
      """
      SELECT b.id FROM bookings_by_the_clock b
      WHERE b.office_id = $1 AND $4 AND b.status_now IN ('received', 'offered', 'confirmed') AND b.created_at < $3
        AND b.id > coalesce(
          (SELECT n.told_until FROM terms_notices n WHERE n.office_id = $1 AND n.terms_version_id = $2),
          '00000000-0000-0000-0000-000000000000')
      ORDER BY b.id
      LIMIT $5
      """, session.office.id, version, announcedAt, counts, Self.batch)
  }

  /// A booking may hear of two versions without having changed in between, so the notice's number stands for its version.
  func queueing(_ number: Int, about booking: BookingID, in session: Session) -> Statement {
    Outbox.queue(
      .termsChanged, about: booking, version: number,
      facts: [
        Outbox.enclosedTerms: .text(version.description), "terms_title": .text(title),
        "effective_from": .text(effectiveFrom.rfc3339UTC),
      ], in: session)
  }

  /// One a version: the office's head sees that users are being told, and of what.
  func openingTask(in session: Session) -> Statement {
    let from = session.office.zone.localDate(of: effectiveFrom)
    return StaffTask.opening(.termsChanged, note: "\(title), \(from)", in: session)
  }

  func writingDown(_ told: [BookingID], in session: Session) -> Statement {
    Statement(
      """
      UPDATE terms_notices SET told_until = coalesce($3::uuid, told_until), told_count = told_count + $4::integer,
        finished_at = $5::timestamptz
      WHERE office_id = $1 AND terms_version_id = $2
      """, session.office.id, version, told.last, told.count, told.count < Self.batch ? session.now : nil)
  }
}
