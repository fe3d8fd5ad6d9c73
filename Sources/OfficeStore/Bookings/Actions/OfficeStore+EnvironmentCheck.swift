import Foundation
import Postgres
import Scheduling

extension OfficeStore {
  /// 利用環境確認: keeps the six answers of Art. 5. A no is a flag with advice and refuses nothing; later answers replace
  /// earlier ones, and the events keep when each was given.
  ///
  /// - Throws: `illegalTransition`.
  public func checkEnvironment(
    _ id: BookingID, _ answers: EnvironmentAnswers, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.environmentCheck)
      let version = booking.version + 1
      let results = try await session.run([
        Statement(
          """
          UPDATE bookings SET version = $3, environment = $4, environment_checked_at = $5
          WHERE office_id = $1 AND id = $2
          """, session.office.id, id, version, try answers.json(), session.now),
        booking.event(
          .init(kind: "environment_checked", to: booking.status), from: booking.status, version: version, in: session),
        Booking.reading(id, in: session),
      ])
      return try Booking.after(results[...])
    }
  }
}

extension EnvironmentAnswers {
  func json() throws -> PostgresJSON {
    let answers = EnvironmentQuestion.allCases.map { ($0.rawValue, self[$0]) }
    return PostgresJSON(utf8: try Array(JSONEncoder().encode(Dictionary(uniqueKeysWithValues: answers))))
  }

  init(fromJSON json: PostgresJSON) throws {
    let answers = try JSONDecoder().decode([String: Bool].self, from: Data(json.utf8))
    self.init(noTo: Set(EnvironmentQuestion.allCases.filter { answers[$0.rawValue] == false }))
  }
}
