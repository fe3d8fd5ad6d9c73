import Postgres
import Scheduling

/// What staff wrote, and answered disclosures: blanked by their own age.
extension RetentionStep {
  static let tasks = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_tasks WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "tasks",
        count: { Statement("SELECT count(*) FROM expired_tasks WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE tasks SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ])

  static let roomReservations = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_room_reservations WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "room_reservations",
        count: { Statement("SELECT count(*) FROM expired_room_reservations WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE room_reservations SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ])

  static let absences = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_absences WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "absences",
        count: { Statement("SELECT count(*) FROM expired_absences WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE absences SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ])

  static let maintenances = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_maintenances WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "maintenances",
        count: { Statement("SELECT count(*) FROM expired_maintenances WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE maintenances SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ])

  static let disclosures = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_disclosures WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "disclosures",
        count: { Statement("SELECT count(*) FROM expired_disclosures WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE disclosures SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ])

  static let incidents = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_incidents WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "incidents",
        count: { Statement("SELECT count(*) FROM expired_incidents WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE incidents SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ])

  static let refusals = RetentionStep(
    expired: {
      Statement("SELECT id FROM expired_refusals WHERE office_id = $1 ORDER BY id LIMIT $2", $0.office.id, $1)
    },
    effects: [
      Effect(
        table: "refusals",
        count: { Statement("SELECT count(*) FROM expired_refusals WHERE office_id = $1", $0.office.id) },
        change: {
          Statement(
            "UPDATE refusals SET blanked_at = $3 WHERE office_id = $1 AND id = ANY ($2) AND blanked_at IS NULL",
            $0.office.id, $1, $0.now)
        })
    ])
}
