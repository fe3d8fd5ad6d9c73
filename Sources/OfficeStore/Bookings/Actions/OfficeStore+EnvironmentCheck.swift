import Foundation
import Postgres
import Scheduling

extension OfficeStore {
  /// 利用環境確認: keeps the answers of Art. 5, and those of Art. 12 that were given. A no is a flag with advice, and a task
  /// until a later check hears a yes; it refuses nothing. Later answers replace earlier ones, and the events keep when each
  /// was given.
  ///
  /// - Throws: `illegalTransition`.
  public func checkEnvironment(
    _ id: BookingID, _ answers: EnvironmentAnswers, _ context: CommandContext,
    answer: @escaping (Booking, Office) -> Answer
  ) async throws(DomainError) -> Reply {
    try await change(id, context, answer: answer) { session, booking, _ in
      try booking.status.require(.environmentCheck)
      let version = booking.version + 1
      let answers = answers.following(booking.environment?.answers)
      let results = try await session.run([
        Statement(
          """
          UPDATE bookings SET version = $3, environment = $4, environment_checked_at = $5
          WHERE office_id = $1 AND id = $2
          """, session.office.id, id, version, try answers.json(), session.now),
        booking.event(
          .init(kind: "environment_checked", to: booking.status), from: booking.status, version: version, in: session),
        answers.concerns.isEmpty
          ? StaffTask.closing(.environmentConcern, about: [id], in: session)
          : StaffTask.opening(.environmentConcern, about: [id], in: session),
        Booking.reading(id, in: session),
      ])
      return try Booking.after(results[...])
    }
  }
}

extension EnvironmentAnswers {
  func json() throws -> PostgresJSON {
    let answers = EnvironmentQuestion.allCases.compactMap { question in self[question].map { (question.rawValue, $0) } }
    return PostgresJSON(utf8: try Array(JSONEncoder().encode(Dictionary(uniqueKeysWithValues: answers))))
  }

  init(fromJSON json: PostgresJSON) throws {
    let answers = try JSONDecoder().decode([String: Bool].self, from: Data(json.utf8))
    self.init(
      Dictionary(
        uniqueKeysWithValues: EnvironmentQuestion.allCases.compactMap { question in
          answers[question.rawValue].map { (question, $0) }
        }))
  }
}
