import Postgres
import Scheduling

extension OfficeStore {
  private static let officesAtOnce = 100

  /// Asks every office the same, as the clock: a hundred of them in one transaction that changes nothing and one round trip,
  /// because a transaction an office costs more than its answer. Each question is asked in the office entered just before it
  /// and sees no other.
  ///
  /// - Parameter pool: as which role; nil: as the service.
  func askEveryOffice<Answer>(
    of pool: Pool? = nil, _ question: (Session) -> Statement, _ decode: (QueryResult) throws -> Answer
  ) async throws(DomainError) -> [(office: Office, answer: Answer)] {
    var rest = try await allOffices()[...]
    var answers: [(office: Office, answer: Answer)] = []
    while !rest.isEmpty {
      let offices = rest.prefix(Self.officesAtOnce)
      rest = rest.dropFirst(offices.count)
      let found: [(office: Office, answer: Answer)] = try await onConnection(of: pool ?? self.pool) { connection in
        let now = clock.now()
        let questions = offices.flatMap { office in
          let session = Session(connection: connection, actor: "clock", office: office, now: now)
          return [session.enter, question(session)]
        }
        let results = try await connection.run(
          [Statement("BEGIN READ ONLY")] + questions + [Statement("COMMIT")])
        return try offices.enumerated().map { index, office in
          (office: office, answer: try decode(results[2 * index + 2]))
        }
      }
      answers += found
    }
    return answers
  }
}
