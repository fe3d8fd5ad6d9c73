import Foundation
import Postgres
import Scheduling

extension StaffTask {
  /// Closes what asks for a disclosure's answer.
  static func closing(about disclosure: DisclosureID, in session: Session) -> Statement {
    Statement(
      """
      UPDATE tasks SET closed_at = $3, closed_by = $4
      WHERE office_id = $1 AND disclosure_id = $2 AND closed_at IS NULL
      """, session.office.id, disclosure, session.now, session.actor)
  }

  /// Opens `disclosure_due` for each, again after an extension.
  static func opening(about disclosures: [DisclosureID], in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO tasks (office_id, id, kind, disclosure_id)
      SELECT $1, wanted.id, 'disclosure_due', wanted.disclosure_id
      FROM unnest($2::uuid[], $3::uuid[]) AS wanted (id, disclosure_id)
      ON CONFLICT (office_id, disclosure_id) WHERE disclosure_id IS NOT NULL DO UPDATE
        SET created_at = $4, closed_at = NULL, closed_by = NULL
      """, session.office.id, disclosures.map { _ in UUID() }, disclosures, session.now)
  }
}

extension Disclosure {
  /// Those that are due soon and for which no task was opened since the deadline was set: what somebody closed stays closed
  /// until an extension sets another one.
  static func dueWithoutTask(limit: Int, in session: Session) -> Statement {
    Statement(
      """
      SELECT d.id FROM disclosures d
      WHERE d.office_id = $1 AND d.given_at IS NULL AND d.refused_at IS NULL AND d.due_at <= $2
        AND NOT EXISTS (
          SELECT FROM tasks t
          WHERE t.office_id = $1 AND t.disclosure_id = d.id AND t.created_at >= coalesce(d.extended_at, d.created_at))
      ORDER BY d.due_at, d.id LIMIT $3
      """, session.office.id, DisclosureDeadline.warningLimit(at: session.now), limit)
  }
}
