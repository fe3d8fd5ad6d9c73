import Postgres
import Scheduling

/// What a command is given besides its own input.
public struct CommandContext: Sendable {
  /// Who asks.
  public let caller: Caller
  /// Where.
  public let office: Office
  /// The request's Idempotency-Key, if it came with one.
  public let replay: ReplayKey?
  /// The version an If-Match names; another one is refused with `versionConflict`.
  public let expectedVersion: Int?

  /// A command by `caller` in `office`.
  public init(caller: Caller, office: Office, replay: ReplayKey? = nil, expectedVersion: Int? = nil) {
    self.caller = caller
    self.office = office
    self.replay = replay
    self.expectedVersion = expectedVersion
  }
}

/// What a command answers, as bytes: stored with the change it answers for, so that a replay repeats it exactly.
public struct Answer: Sendable, Equatable {
  /// HTTP status, 2xx.
  public var status: Int
  /// Header names and values, such as Location and ETag.
  public var headers: [(name: String, value: String)]
  /// The body's bytes.
  public var body: [UInt8]

  /// An answer made of its parts.
  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Equal in status, headers and bytes.
  public static func == (left: Answer, right: Answer) -> Bool {
    left.status == right.status && left.body == right.body && left.headers.count == right.headers.count
      && zip(left.headers, right.headers).allSatisfy { $0 == $1 }
  }
}

/// An answer, and whether it is the repetition of an earlier one.
public struct Reply: Sendable {
  /// What to send.
  public let answer: Answer
  /// True when the same key and body were answered before and nothing was done now.
  public let replayed: Bool
}

/// A refusal that keeps what the transaction wrote so far: a deadline that had passed stays written down.
struct RefusalAfterWriting: Error {
  let error: DomainError
}

extension OfficeStore {
  /// Runs one command: BEGIN, `opening` and the replay check in the first round trip, `body` in its own, the stored
  /// answer with COMMIT in the last; what throws is rolled back by the pool when the connection returns. Never COMMIT in
  /// the pipeline of a claim: who lost must still be able to go back.
  ///
  /// - Parameters:
  ///   - opening: what the command needs to lock and read before it can judge. It writes nothing: a repeated request runs
  ///     it too, before its first answer is found.
  ///   - body: judges, writes, and returns what is to be answered; gets the results of `opening`.
  ///   - answer: makes the bytes, before the commit, so that they are stored with the change.
  func command<Outcome>(
    _ context: CommandContext,
    opening: @escaping (Session) -> [Statement],
    answer: @escaping (Outcome) -> Answer,
    _ body: @escaping (Session, ArraySlice<QueryResult>) async throws -> Outcome
  ) async throws(DomainError) -> Reply {
    try await onConnection { connection in
      let session = Session(
        connection: connection, actor: context.caller.actor, office: context.office, now: clock.now())
      do {
        let replayCheck = context.replay.map { $0.check(by: context.caller, in: session) } ?? []
        let opened = try await session.run([Statement("BEGIN"), session.enter] + replayCheck + opening(session))
        if let replay = context.replay, let stored = try replay.stored(in: opened[2..<4]) {
          _ = try await session.run([Statement("ROLLBACK")])
          return Reply(answer: stored, replayed: true)
        }
        let outcome = try await body(session, opened.dropFirst(2 + replayCheck.count))
        let answer = answer(outcome)
        let storing = try context.replay.map { [try $0.store(answer, by: context.caller, in: session)] } ?? []
        try await session.commit(after: storing)
        return Reply(answer: answer, replayed: false)
      } catch let refusal as RefusalAfterWriting {
        try await session.commit()
        throw refusal.error
      }
    }
  }
}
