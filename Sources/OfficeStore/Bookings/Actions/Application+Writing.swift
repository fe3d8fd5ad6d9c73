import Postgres
import Scheduling

/// A person of the office: matched by the normalised number alone, and never overwritten by what an application says.
enum SeekerRecord {
  /// Makes the person unless the number is known. Without a number every application is a person of its own.
  static func upsert(_ person: Application.Person, in session: Session) -> Statement {
    let number = person.number?.normalised
    let digest = number.flatMap { session.keys?.digest(ofNumber: $0, in: session.office) }
    return Statement(
      """
      INSERT INTO seekers (
        office_id, id, name, kana, job_seeker_number, registration_kind, my_page, number_key_id, number_digest)
      VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8::text, $9::bytea)
      ON CONFLICT (office_id, job_seeker_number) DO NOTHING
      """,
      session.office.id, person.freshID, person.name, person.kana, number, person.registrationKind, person.hasMyPage,
      digest?.keyID, digest?.bytes)
  }
}

extension Application {
  /// - Parameter minutes: how long the service lasts; fixed from here on, whatever becomes of the service.
  func insertion(_ id: BookingID, minutes: Int, in session: Session) throws -> Statement {
    Statement(
      """
      INSERT INTO bookings (
        office_id, id, status, origin, service_code, channel, terms_acknowledged,
        seeker_id, seeker_name, seeker_kana, seeker_number_typed, registration_kind, my_page,
        declares_device, declares_camera, declares_app, wishes, companions, minutes,
        wished_counselor_id)
      SELECT s.office_id, $2, 'received', 'application', $3, $4, true,
        s.id, $7, $8, $9::text, $10, $11, $12, $13, $14, $15, $16, $17, $18::uuid
      FROM seekers s
      WHERE s.office_id = $1 AND (s.id = $5 OR s.job_seeker_number = $6::text)
      """,
      session.office.id, id, service, channel, seeker.freshID, seeker.number?.normalised,
      seeker.name, seeker.kana, seeker.number?.typed, seeker.registrationKind, seeker.hasMyPage,
      declarations.device, declarations.camera, declarations.app, wishes, try Companion.json(companions), minutes,
      counselor)
  }
}
