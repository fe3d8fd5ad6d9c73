import Postgres
import Scheduling

/// What is known of a person whose bookings are looked for: one thing at least, and every one must hold.
public struct BookingSearch: Sendable {
  /// How the name begins, as it was typed on the application; blanks and compatibility forms do not count.
  public var name: String?
  /// How the reading begins, in full-width katakana; blanks do not count.
  public var kana: String?
  /// The whole number that the person has.
  public var number: JobSeekerNumber?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Arrival<IdentifierKind.Booking>?

  /// A search for what is given.
  public init(name: String? = nil, kana: String? = nil, number: JobSeekerNumber? = nil) {
    self.name = name
    self.kana = kana
    self.number = number
  }
}

extension OfficeStore {
  /// Bookings of a person, the newest first, one more than `limit` when there is a next page. What comes in between two
  /// pages is on neither, and nothing is skipped or repeated for it.
  ///
  /// A command although it changes nothing: it is a POST, and a repeated key is answered like the first time. The audit
  /// keeps it as a read, of the number that was looked for as well as of the bookings found.
  public func search(
    _ search: BookingSearch, _ context: CommandContext, answer: @escaping ([Booking]) -> Answer
  ) async throws(DomainError) -> Reply {
    let sought = AuditSubjects(numbers: search.number.map { [$0.normalised] } ?? [])
    return try await command(
      context, kind: .read, opening: { [search.page(in: $0)] }, answer: answer,
      about: { sought + $0.auditSubjects }
    ) { _, opened in
      try opened.last?.map(Booking.init(row:)) ?? []
    }
  }
}

extension BookingSearch {
  /// One statement for what tells persons apart best, so that each has its own index condition whatever the server makes
  /// of its parameters; the rest is a filter.
  func page(in session: Session) -> Statement {
    if let number { return page(by: number, in: session) }
    return kana == nil ? pageByName(in: session) : pageByKana(in: session)
  }

  private func page(by number: JobSeekerNumber, in session: Session) -> Statement {
    Statement(
      """
      SELECT * FROM booking_readings WHERE office_id = $1 AND id IN (
        SELECT b.id FROM bookings b
        WHERE b.office_id = $1 AND b.seeker_id = (
            SELECT s.id FROM seekers s WHERE s.office_id = $1 AND s.job_seeker_number = $2)
          AND ($3::text IS NULL
            OR b.seeker_kana_key >= search_key($3) AND b.seeker_kana_key < search_key($3) || chr(1114111))
          AND ($4::text IS NULL
            OR b.seeker_name_key >= search_key($4) AND b.seeker_name_key < search_key($4) || chr(1114111))
          AND ($5::timestamptz IS NULL OR (b.created_at, b.id) < ($5, $6::uuid))
        ORDER BY b.created_at DESC, b.id DESC LIMIT $7)
      ORDER BY created_at DESC, id DESC
      """, session.office.id, number.normalised, kana, name, after?.at, after?.id, limit + 1)
  }

  // chr(1114111) is the last character there is: in C's order, what begins with a text lies before the text and it.
  private func pageByKana(in session: Session) -> Statement {
    Statement(
      """
      SELECT * FROM booking_readings WHERE office_id = $1 AND id IN (
        SELECT b.id FROM bookings b
        WHERE b.office_id = $1
          AND b.seeker_kana_key >= search_key($2) AND b.seeker_kana_key < search_key($2) || chr(1114111)
          AND ($3::text IS NULL
            OR b.seeker_name_key >= search_key($3) AND b.seeker_name_key < search_key($3) || chr(1114111))
          AND ($4::timestamptz IS NULL OR (b.created_at, b.id) < ($4, $5::uuid))
        ORDER BY b.created_at DESC, b.id DESC LIMIT $6)
      ORDER BY created_at DESC, id DESC
      """, session.office.id, kana, name, after?.at, after?.id, limit + 1)
  }

  private func pageByName(in session: Session) -> Statement {
    Statement(
      """
      SELECT * FROM booking_readings WHERE office_id = $1 AND id IN (
        SELECT b.id FROM bookings b
        WHERE b.office_id = $1
          AND b.seeker_name_key >= search_key($2) AND b.seeker_name_key < search_key($2) || chr(1114111)
          AND ($3::timestamptz IS NULL OR (b.created_at, b.id) < ($3, $4::uuid))
        ORDER BY b.created_at DESC, b.id DESC LIMIT $5)
      ORDER BY created_at DESC, id DESC
      """, session.office.id, name, after?.at, after?.id, limit + 1)
  }
}
