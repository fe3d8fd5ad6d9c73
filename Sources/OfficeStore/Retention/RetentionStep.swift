import Foundation
import Postgres
import Scheduling

/// One kind of thing that goes, a batch at a time: which ones, by the view that a dry run counts too, and what becomes of
/// them and of what belongs to them.
struct RetentionStep: Sendable {
  /// What becomes of the rows of one table.
  struct Effect: Sendable {
    let table: String
    /// How many would go: of the things that have expired.
    let count: @Sendable (Session) -> Statement
    /// Lets those of these things go.
    let change: @Sendable (Session, [UUID]) -> Statement
  }

  /// The ids of at most so many that have expired.
  let expired: @Sendable (Session, Int) -> Statement
  /// In the order in which they happen.
  let effects: [Effect]
  /// Whether commands that judge by the office's calendar, and so all that make bookings, must wait meanwhile.
  var excludesCommands = false

  /// A person goes after the bookings, everything else when it likes.
  static let all: [RetentionStep] = [
    usageDevices, usageEvents, bookings, tasks, roomReservations, absences, maintenances, incidents, refusals,
    disclosures, seekers,
  ]

  /// How many rows of each table would go, the audit's too.
  static let counts: [(table: String, count: @Sendable (Session) -> Statement)] =
    all.flatMap { $0.effects.map { ($0.table, $0.count) } } + AuditRetention.counts
}

extension RetentionStep {
  private static let usageDevices = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_usage_devices WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "usage_devices",
        count: { Statement("SELECT count(*) FROM expired_usage_devices WHERE office_id = $1", $0.office.id) },
        change: { Statement("DELETE FROM usage_devices WHERE office_id = $1 AND id = ANY ($2)", $0.office.id, $1) })
    ])

  private static let usageEvents = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_usage_events WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "usage_events",
        count: { Statement("SELECT count(*) FROM expired_usage_events WHERE office_id = $1", $0.office.id) },
        change: { Statement("DELETE FROM usage_events WHERE office_id = $1 AND id = ANY ($2)", $0.office.id, $1) })
    ])

  /// A booking is blanked with all that belongs to it, or not at all.
  private static let bookings = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_bookings WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "booking_events",
        count: {
          Statement(
            """
            SELECT count(*) FROM booking_events e
              JOIN expired_bookings x ON x.office_id = e.office_id AND x.id = e.booking_id
            WHERE e.office_id = $1 AND e.blanked_at IS NULL
            """, $0.office.id)
        },
        change: {
          Statement(
            """
            UPDATE booking_events SET blanked_at = $3
            WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL
            """, $0.office.id, $1, $0.now)
        }),
      Effect(
        table: "messages",
        count: {
          Statement(
            """
            SELECT count(*) FROM messages m
              JOIN expired_bookings x ON x.office_id = m.office_id AND x.id = m.booking_id
            WHERE m.office_id = $1 AND m.blanked_at IS NULL
            """, $0.office.id)
        },
        change: {
          Statement(
            "UPDATE messages SET blanked_at = $3 WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        }),
      Effect(
        table: "contacts",
        count: {
          Statement(
            """
            SELECT count(*) FROM contacts c
              JOIN expired_bookings x ON x.office_id = c.office_id AND x.id = c.booking_id
            WHERE c.office_id = $1 AND c.blanked_at IS NULL
            """, $0.office.id)
        },
        change: {
          Statement(
            "UPDATE contacts SET blanked_at = $3 WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        }),
      // what is not revoked is in force, and needs its box
      Effect(
        table: "meetings",
        count: {
          Statement(
            """
            SELECT count(*) FROM meetings m
              JOIN expired_bookings x ON x.office_id = m.office_id AND x.id = m.booking_id
            WHERE m.office_id = $1 AND m.blanked_at IS NULL AND m.revoked_at IS NOT NULL
            """, $0.office.id)
        },
        change: {
          Statement(
            """
            UPDATE meetings SET blanked_at = $3
            WHERE office_id = $1 AND booking_id = ANY ($2) AND blanked_at IS NULL AND revoked_at IS NOT NULL
            """, $0.office.id, $1, $0.now)
        }),
      Effect(
        table: "bookings",
        count: { Statement("SELECT count(*) FROM expired_bookings WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE bookings SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        }),
    ],
    excludesCommands: true)

  private static let seekers = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_seekers WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "seekers",
        count: { Statement("SELECT count(*) FROM expired_seekers WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE seekers SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ],
    excludesCommands: true)
}
