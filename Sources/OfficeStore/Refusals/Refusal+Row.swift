import Postgres
import Scheduling

extension Refusal {
  static func reading(_ id: RefusalID, in session: Session) -> Statement {
    Statement("SELECT * FROM refusals_by_the_clock WHERE office_id = $1 AND id = $2", session.office.id, id)
  }

  /// Two statements: the row, and then the person, so that what is decided here and an application follow one another.
  static func lock(_ id: RefusalID, in session: Session) -> [Statement] {
    [
      Statement("SELECT 1 FROM refusals WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id),
      Statement(
        "SELECT lock_seekers(ARRAY(SELECT seeker_id FROM refusals WHERE office_id = $1 AND id = $2))",
        session.office.id, id),
    ]
  }

  /// Waits until what is being decided about the person with that number is decided, and then looks for a refusal that is
  /// in force: two statements, because the look must see what the lock's last holder committed.
  static func inForce(forNumber number: JobSeekerNumber, in session: Session) -> [Statement] {
    [
      Statement(
        """
        SELECT lock_seekers(ARRAY(SELECT id FROM seekers WHERE office_id = $1 AND job_seeker_number = $2))
        """, session.office.id, number.normalised),
      Statement(
        """
        SELECT r.id FROM refusals_by_the_clock r
        WHERE r.office_id = $1 AND r.status_now = 'in_force' AND r.seeker_id = (
          SELECT s.id FROM seekers s WHERE s.office_id = $1 AND s.job_seeker_number = $2)
        """, session.office.id, number.normalised),
    ]
  }

  /// Those that have come into force and whose notice is not queued.
  static func withoutNotice(in session: Session) -> Statement {
    Statement(
      """
      SELECT seen.*
      FROM refusals r JOIN refusals_by_the_clock seen ON seen.office_id = $1 AND seen.id = r.id
      WHERE r.office_id = $1 AND r.approved_at IS NOT NULL AND r.lifted_at IS NULL AND r.noticed_at IS NULL
        AND r.starts_at <= $2 AND r.ends_at > $2
      ORDER BY r.id LIMIT 200
      FOR UPDATE OF r SKIP LOCKED
      """, session.office.id, session.now)
  }

  init(row: Row) throws {
    func act(_ at: String, _ by: String) throws -> Act? {
      guard let instant = try row.decodeIfPresent(at, as: Instant.self) else { return nil }
      return Act(at: instant, by: try row.decode(by))
    }
    guard let decision = try act("decided_at", "decided_by") else { throw StoreFailure.unreadable("refusals") }
    self.init(
      id: try row.decode("id"), version: try row.decode("version"), seeker: try row.decode("seeker_id"),
      booking: try row.decode("booking_id"),
      ground: try row.decode("ground"), reason: try row.decode("reason"),
      term: RefusalTerm(from: try row.decode("starts_at"), until: try row.decode("ends_at")), decision: decision,
      approval: try act("approved_at", "approved_by"), noticedAt: try row.decodeIfPresent("noticed_at"),
      appeal: try act("appeal_entered_at", "appeal_entered_by").map { entry in
        Appeal(text: try row.decode("appeal"), receivedAt: try row.decode("appealed_at"), entry: entry)
      },
      lifting: try act("lifted_at", "lifted_by").map { lifted in
        Lifting(act: lifted, reason: try row.decode("lift_reason"))
      }, noticeVersion: try row.decode("notice_version"))
  }
}
