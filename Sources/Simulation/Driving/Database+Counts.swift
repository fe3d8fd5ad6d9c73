import Postgres
import Scheduling
import Stage

extension Database {
  /// How many of everything each office has, by its code, as written.
  func counts() async throws -> [String: Reconciliation.Counts] {
    let results = try await connect().run([
      Statement("BEGIN READ ONLY"),
      Statement(
        """
        SELECT o.code, kept.chapter, kept.name, count(*)
        FROM offices o JOIN (
          SELECT office_id, 'booking' AS chapter, status AS name FROM bookings
          UNION ALL SELECT office_id, 'message', kind FROM messages
          UNION ALL SELECT office_id, 'consent', kind FROM consents
          UNION ALL SELECT office_id, 'task', kind FROM tasks
          UNION ALL SELECT office_id, 'record', 'contact' FROM contacts
          UNION ALL SELECT office_id, 'record', 'incident' FROM incidents
          UNION ALL SELECT office_id, 'record', 'refusal' FROM refusals
          UNION ALL SELECT office_id, 'record', 'disclosure' FROM disclosures
          UNION ALL SELECT office_id, 'record', 'usage_event' FROM usage_events
          UNION ALL SELECT office_id, 'record', 'meeting' FROM meetings WHERE revoked_at IS NULL
        ) AS kept ON kept.office_id = o.id
        GROUP BY o.code, kept.chapter, kept.name
        """),
      Statement("COMMIT"),
    ])
    var counts: [String: Reconciliation.Counts] = [:]
    for row in results[1] {
      guard let subject = Subject(try row.decode(1), try row.decode(2)) else { continue }
      counts[try row.decode(0), default: [:]][subject] = try row.decode(3)
    }
    return counts
  }
}
