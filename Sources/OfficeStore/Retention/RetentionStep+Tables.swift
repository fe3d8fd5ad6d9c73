/// What goes, table by table: records of use are deleted, everything else is blanked. Being static, each text is written
/// out; `$1` is the office.
extension RetentionStep {
  /// A person goes after the bookings, everything else when it likes.
  static let all: [RetentionStep] = [
    RetentionStep(
      ids: "SELECT id FROM expired_usage_devices WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "usage_devices", count: "SELECT count(*) FROM expired_usage_devices WHERE office_id = $1",
        .deleting("DELETE FROM usage_devices WHERE office_id = $1 AND id = ANY ($2)"))),
    RetentionStep(
      ids: "SELECT id FROM expired_usage_events WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "usage_events", count: "SELECT count(*) FROM expired_usage_events WHERE office_id = $1",
        .deleting("DELETE FROM usage_events WHERE office_id = $1 AND id = ANY ($2)"))),
    // a booking is blanked with all that belongs to it, or not at all
    RetentionStep(
      ids: "SELECT id FROM expired_bookings WHERE office_id = $1 ORDER BY id LIMIT $2",
      excludesCommands: true,
      Effect(
        "booking_events",
        count: """
          SELECT count(*) FROM booking_events e
            JOIN expired_bookings x ON x.office_id = e.office_id AND x.id = e.booking_id
          WHERE e.office_id = $1 AND e.blanked_at IS NULL
          """,
        .blanking(
          """
          UPDATE booking_events SET blanked_at = $3
          WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL
          """)),
      Effect(
        "messages",
        count: """
          SELECT count(*) FROM messages m
            JOIN expired_bookings x ON x.office_id = m.office_id AND x.id = m.booking_id
          WHERE m.office_id = $1 AND m.blanked_at IS NULL
          """,
        .blanking(
          "UPDATE messages SET blanked_at = $3 WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL")),
      Effect(
        "contacts",
        count: """
          SELECT count(*) FROM contacts c
            JOIN expired_bookings x ON x.office_id = c.office_id AND x.id = c.booking_id
          WHERE c.office_id = $1 AND c.blanked_at IS NULL
          """,
        .blanking(
          "UPDATE contacts SET blanked_at = $3 WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL")),
      // what is not revoked is in force, and needs its box
      Effect(
        "meetings",
        count: """
          SELECT count(*) FROM meetings m
            JOIN expired_bookings x ON x.office_id = m.office_id AND x.id = m.booking_id
          WHERE m.office_id = $1 AND m.blanked_at IS NULL AND m.revoked_at IS NOT NULL
          """,
        .blanking(
          """
          UPDATE meetings SET blanked_at = $3
          WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL AND revoked_at IS NOT NULL
          """)),
      Effect(
        "bookings", count: "SELECT count(*) FROM expired_bookings WHERE office_id = $1",
        .blanking("UPDATE bookings SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
    // what staff wrote, and answered disclosures, by their own age
    RetentionStep(
      ids: "SELECT id FROM expired_tasks WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "tasks", count: "SELECT count(*) FROM expired_tasks WHERE office_id = $1",
        .blanking("UPDATE tasks SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
    RetentionStep(
      ids: "SELECT id FROM expired_room_reservations WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "room_reservations", count: "SELECT count(*) FROM expired_room_reservations WHERE office_id = $1",
        .blanking(
          """
          UPDATE room_reservations SET blanked_at = $3
          WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL
          """))),
    RetentionStep(
      ids: "SELECT id FROM expired_absences WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "absences", count: "SELECT count(*) FROM expired_absences WHERE office_id = $1",
        .blanking(
          "UPDATE absences SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
    RetentionStep(
      ids: "SELECT id FROM expired_maintenances WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "maintenances", count: "SELECT count(*) FROM expired_maintenances WHERE office_id = $1",
        .blanking(
          "UPDATE maintenances SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
    RetentionStep(
      ids: "SELECT id FROM expired_incidents WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "incidents", count: "SELECT count(*) FROM expired_incidents WHERE office_id = $1",
        .blanking(
          "UPDATE incidents SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
    RetentionStep(
      ids: "SELECT id FROM expired_refusals WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "refusals", count: "SELECT count(*) FROM expired_refusals WHERE office_id = $1",
        .blanking(
          "UPDATE refusals SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
    RetentionStep(
      ids: "SELECT id FROM expired_disclosures WHERE office_id = $1 ORDER BY id LIMIT $2",
      Effect(
        "disclosures", count: "SELECT count(*) FROM expired_disclosures WHERE office_id = $1",
        .blanking(
          "UPDATE disclosures SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
    RetentionStep(
      ids: "SELECT id FROM expired_seekers WHERE office_id = $1 ORDER BY id LIMIT $2",
      excludesCommands: true,
      Effect(
        "seekers", count: "SELECT count(*) FROM expired_seekers WHERE office_id = $1",
        .blanking("UPDATE seekers SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL"))),
  ]
}
