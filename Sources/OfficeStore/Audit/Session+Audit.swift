import Foundation
import Postgres
import Scheduling

extension Session {
  /// Writes one entry of the audit: who acts, on what occasion, about whom. It belongs into the last round trip of the
  /// transaction that it tells of.
  func entry(
    _ kind: AuditKind, about subjects: AuditSubjects, outcome: AuditOutcome = .done, waiving rule: OverrideRule? = nil
  ) -> Statement {
    let digests = keys.map { keys in subjects.numbers.map { keys.digest(ofNumber: $0, in: office) } } ?? []
    return Statement(
      """
      INSERT INTO audit_entries (
        office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
        person_digests, waived_rule, outcome)
      VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8, $9::uuid, $10::text, $11, $12::text, $13)
      """,
      office.id, UUID(), role, occasion.purpose, occasion.requestID, occasion.operation, kind, subjects.bookings,
      subjects.thing ?? occasion.subject, digests.first?.keyID, digests.map(\.bytes), rule, outcome)
  }

  /// The entry of a read of one booking, in the read's own round trip: none when the office has no such booking. The
  /// person's digest is the one that was kept with the person.
  func entry(ofReading booking: BookingID) -> Statement {
    Statement(
      """
      INSERT INTO audit_entries (
        office_id, id, role, purpose, request_id, operation, kind, booking_ids, subject_id, person_key_id,
        person_digests, outcome)
      SELECT b.office_id, $3, $4, $5, $6::text, $7, $8, ARRAY[b.id], $9::uuid, s.number_key_id,
        array_remove(ARRAY[s.number_digest], NULL), $10
      FROM bookings b JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
      WHERE b.office_id = $1 AND b.id = $2
      """,
      office.id, booking, UUID(), role, occasion.purpose, occasion.requestID, occasion.operation, AuditKind.read,
      occasion.subject, AuditOutcome.done)
  }

  /// The entry of a look into the audit itself, which is always written; it names the booking that was asked for if the
  /// office has it: what another office has must not be told apart from nothing here either.
  func entry(ofAuditing booking: BookingID?) -> Statement {
    guard let booking else { return entry(.read, about: AuditSubjects()) }
    return Statement(
      """
      INSERT INTO audit_entries (
        office_id, id, role, purpose, request_id, operation, kind, booking_ids, outcome)
      SELECT $1::integer, $3::uuid, $4::text, $5::text, $6::text, $7::text, $8::text,
        ARRAY(SELECT b.id FROM bookings b WHERE b.office_id = $1 AND b.id = $2), $9::text
      """,
      office.id, booking, UUID(), role, occasion.purpose, occasion.requestID, occasion.operation, AuditKind.read,
      AuditOutcome.done)
  }

  /// The parameters of a statement that writes the entry of a list: office, role, purpose, request, operation and subject
  /// are `$1` to `$6` in every one, `more` comes after them.
  func listing(_ more: (any PostgresEncodable)?...) -> [(any PostgresEncodable)?] {
    let own: [(any PostgresEncodable)?] = [
      office.id, role, occasion.purpose, occasion.requestID, occasion.operation, occasion.subject,
    ]
    return own + more
  }

  /// The commit of a read does not wait for the disk: see docs/decisions.md for what that may lose.
  static let commitsWithoutWaiting = Statement("SET LOCAL synchronous_commit TO off")
}

extension KeyRing {
  /// A person's number as the audit of an office knows it. The same number in two offices has two digests, so that
  /// nobody follows a person from one to the other.
  func digest(ofNumber number: String, in office: Office) -> Digest {
    digest(number.utf8, for: Self.purpose(in: office))
  }

  /// The same under every key of the ring: what was written before a change of keys is found as well.
  func digests(ofNumber number: String, in office: Office) -> [Digest] {
    digests(number.utf8, for: Self.purpose(in: office))
  }

  private static func purpose(in office: Office) -> String { "job seeker number in office \(office.id)" }
}
