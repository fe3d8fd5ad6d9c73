import Foundation
import Postgres
import Scheduling

/// What a disclosure reaches, put together: everything kept about the person or the booking, nothing about anybody else, and
/// no secret.
public struct DisclosureDocument: Sendable {
  /// A device of the records of use, with what MyPage knows it by.
  public struct Device: Sendable {
    /// The day of its use.
    public let date: CivilDate
    /// As the records of use name it, in hexadecimal.
    public let digest: String
    /// The identifier; nil when the key that sealed it is no longer in the ring.
    public let identifier: String?
  }

  /// The disclosure.
  public let disclosure: Disclosure
  /// When it was put together.
  public let madeAt: Instant
  /// A JSON array each: rows as they are kept, with instants in the office's zone.
  public let sections: [(name: StaticString, json: [UInt8])]
  /// Nil unless a law demands them.
  public let devices: [Device]?
}

extension DisclosureDocument {
  /// The parts of a document in the order in which they are told; each statement answers one row with one JSON array.
  static func sections(of id: DisclosureID, in session: Session) -> [(name: StaticString, statement: Statement)] {
    let office = session.office.id
    return [
      ("persons", persons(id, office)), ("bookings", bookings(id, office)), ("offers", offers(id, office)),
      ("events", events(id, office)), ("corrections", corrections(id, office)), ("consents", consents(id, office)),
      ("contacts", contacts(id, office)), ("refusals", refusals(id, office)), ("messages", messages(id, office)),
      ("tasks", tasks(id, office)),
      ("requests", requests(id, office)), ("usage_events", usage(id, office)),
    ]
  }

  /// Instants inside JSON are told in the session's zone; this one is the transaction's own.
  static func zone(in session: Session) -> Statement {
    Statement("SELECT set_config('TimeZone', $1, true)", session.office.zone.identifier)
  }

  /// Whom it tells of, for the audit.
  static func subjects(_ id: DisclosureID, in session: Session) -> Statement {
    Statement(
      """
      SELECT b.id, s.job_seeker_number
      FROM disclosed_bookings d
        JOIN bookings b ON b.office_id = d.office_id AND b.id = d.id
        JOIN seekers s ON s.office_id = b.office_id AND s.id = b.seeker_id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      ORDER BY b.id
      """, session.office.id, id)
  }

  static func devices(_ id: DisclosureID) -> Statement {
    Statement("SELECT date, encode(device_digest, 'hex'), sealed_by, box FROM disclosed_devices($1) ORDER BY 1, 2", id)
  }

  private static func persons(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(to_jsonb(s) - ARRAY['office_id', 'blanked_at', 'number_key_id', 'number_digest'] ORDER BY s.created_at, s.id), '[]')
      FROM seekers s
      WHERE s.office_id = $1 AND s.id IN (
        SELECT x.seeker_id FROM disclosures x WHERE x.office_id = $1 AND x.id = $2
        UNION ALL
        SELECT b.seeker_id FROM disclosed_bookings d JOIN bookings b ON b.office_id = d.office_id AND b.id = d.id
        WHERE d.office_id = $1 AND d.disclosure_id = $2)
      """, office, id)
  }

  private static func bookings(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(
        to_jsonb(b) - ARRAY['office_id', 'blanked_at', 'seeker_name_key', 'seeker_kana_key', 'consent_kind']
        ORDER BY b.created_at, b.id), '[]')
      FROM disclosed_bookings d JOIN bookings b ON b.office_id = d.office_id AND b.id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      """, office, id)
  }

  private static func offers(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(to_jsonb(o) - 'office_id' ORDER BY o.offered_at, o.booking_id, o.number), '[]')
      FROM disclosed_bookings d JOIN offers o ON o.office_id = d.office_id AND o.booking_id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      """, office, id)
  }

  private static func events(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(
        to_jsonb(e) - ARRAY['office_id', 'blanked_at'] ORDER BY e.recorded_at, e.booking_id, e.version), '[]')
      FROM disclosed_bookings d JOIN booking_events e ON e.office_id = d.office_id AND e.booking_id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      """, office, id)
  }

  /// 訂正の記録 (個人情報保護法第92条): who corrected what, and when.
  private static func corrections(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(
        jsonb_build_object('booking_id', e.booking_id, 'version', e.version, 'corrected_at', e.recorded_at,
          'corrected_by', e.actor, 'fields', e.data -> 'fields')
        ORDER BY e.recorded_at, e.booking_id, e.version), '[]')
      FROM disclosed_bookings d JOIN booking_events e ON e.office_id = d.office_id AND e.booking_id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2 AND e.kind = 'amended'
      """, office, id)
  }

  private static func consents(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(to_jsonb(c) - 'office_id' ORDER BY c.given_at, c.booking_id, c.kind), '[]')
      FROM disclosed_bookings d JOIN consents c ON c.office_id = d.office_id AND c.booking_id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      """, office, id)
  }

  private static func contacts(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(to_jsonb(c) - ARRAY['office_id', 'blanked_at'] ORDER BY c.entered_at, c.id), '[]')
      FROM disclosed_bookings d JOIN contacts c ON c.office_id = d.office_id AND c.booking_id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      """, office, id)
  }

  private static func refusals(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(to_jsonb(r) - ARRAY['office_id', 'blanked_at'] ORDER BY r.decided_at, r.id), '[]')
      FROM disclosures x
        JOIN refusals r ON r.office_id = x.office_id AND (
          r.seeker_id = x.seeker_id OR r.booking_id IN (
            SELECT d.id FROM disclosed_bookings d WHERE d.office_id = x.office_id AND d.disclosure_id = x.id))
      WHERE x.office_id = $1 AND x.id = $2
      """, office, id)
  }

  /// What the person was told: the facts of each message, which never hold a meeting's secret.
  private static func messages(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(
        jsonb_build_object('booking_id', m.booking_id, 'kind', m.kind, 'status', m.status, 'created_at', m.created_at,
          'delivered_at', m.delivered_at, 'facts', m.facts)
        ORDER BY m.created_at, m.id), '[]')
      FROM disclosed_bookings d JOIN messages m ON m.office_id = d.office_id AND m.booking_id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      """, office, id)
  }

  private static func tasks(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(
        to_jsonb(t) - ARRAY['office_id', 'blanked_at', 'disclosure_id'] ORDER BY t.created_at, t.id), '[]')
      FROM disclosed_bookings d JOIN tasks t ON t.office_id = d.office_id AND t.booking_id = d.id
      WHERE d.office_id = $1 AND d.disclosure_id = $2
      """, office, id)
  }

  /// What the person asked for before. What a law demanded of the office is not the person's own.
  private static func requests(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(
        to_jsonb(r) - ARRAY['office_id', 'blanked_at', 'used_from', 'used_until'] ORDER BY r.created_at, r.id), '[]')
      FROM disclosures x
        JOIN disclosures r ON r.office_id = x.office_id AND r.kind = 'person_request' AND r.id <> x.id AND (
          r.seeker_id = x.seeker_id OR r.booking_id IN (
            SELECT d.id FROM disclosed_bookings d WHERE d.office_id = x.office_id AND d.disclosure_id = x.id))
      WHERE x.office_id = $1 AND x.id = $2
      """, office, id)
  }

  private static func usage(_ id: DisclosureID, _ office: Int32) -> Statement {
    Statement(
      """
      SELECT coalesce(jsonb_agg(
        jsonb_build_object('date', u.date, 'hour', u.hour, 'purpose', u.purpose, 'access', u.access,
          'booking_id', u.booking_id, 'device_digest', encode(u.device_digest, 'hex'))
        ORDER BY u.date, u.hour, u.id), '[]')
      FROM disclosed_usage u
      WHERE u.office_id = $1 AND u.disclosure_id = $2
      """, office, id)
  }
}
