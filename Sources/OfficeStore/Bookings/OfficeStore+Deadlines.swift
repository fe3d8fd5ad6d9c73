import Postgres
import Scheduling

extension OfficeStore {
  private static let batch = 200

  /// Writes down every deadline that has passed, office by office. Nothing depends on it being run: reads show a passed
  /// deadline at once and commands write it down first. Any number of machines may run it together.
  ///
  /// - Returns: how many bookings it wrote down.
  @discardableResult
  public func writeDownDeadlines() async throws(DomainError) -> Int {
    var written = 0
    for office in try await allOffices() {
      var batch = Self.batch
      while batch == Self.batch {
        batch = try await writeDownDeadlines(in: office)
        written += batch
      }
    }
    return written
  }

  private func writeDownDeadlines(in office: Office) async throws(DomainError) -> Int {
    try await onConnection { connection in
      let session = Session(connection: connection, actor: "clock", office: office, now: clock.now())
      let opened = try await session.run([
        Statement("BEGIN"), session.enter,
        Statement(
          """
          SELECT id FROM bookings
          WHERE office_id = $1
            AND (status = 'offered' AND lapses_at <= $2 OR status = 'confirmed' AND no_show_at <= $2)
          ORDER BY id LIMIT $3
          FOR UPDATE SKIP LOCKED
          """, office.id, session.now, Self.batch),
      ])
      let due = try opened.last?.map { try $0.decode(0, as: BookingID.self) } ?? []
      let bookings = try await session.run(due.map { Booking.reading($0, in: session) })
        .compactMap(\.first).map(Booking.init(row:))
      try await session.commit(after: bookings.flatMap { $0.writingDownWhatIsDue(in: session) })
      return due.count
    }
  }

  /// When the newest event of any office was recorded; nil before the first. A clock that starts earlier is suspect.
  public func newestEvent() async throws(DomainError) -> Instant? {
    var newest: Instant?
    for office in try await allOffices() {
      let found = try await read(
        .operatorAtCommandLine, office,
        { [Statement("SELECT max(recorded_at) FROM booking_events WHERE office_id = $1", $0.office.id)] }
      ) { _, results in try results.first?.first?.decodeIfPresent(0, as: Instant.self) }
      newest = [newest, found].compactMap { $0 }.max()
    }
    return newest
  }
}
