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
  /// The rule that this command sets aside, for the audit.
  private(set) var waivedRule: OverrideRule?

  /// A command by `caller` in `office`.
  public init(caller: Caller, office: Office, replay: ReplayKey? = nil, expectedVersion: Int? = nil) {
    self.caller = caller
    self.office = office
    self.replay = replay
    self.expectedVersion = expectedVersion
  }

  /// The same with what a supervisor overrides: the audit shows it (Art. 6(1)).
  func waiving(_ override: RuleOverride?) -> CommandContext {
    var context = self
    context.waivedRule = override?.rule
    return context
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
  /// Where to look instead, of an answer that shows a secret: it is never kept, and a repeated request is refused with
  /// `alreadyDone` and this address. Nil: kept for a repetition.
  public var insteadOfSecret: String?

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
  /// What was written is about these.
  var subjects = AuditSubjects()
}

extension OfficeStore {
  /// Runs one command: BEGIN, `opening` and the replay check in the first round trip, `body` in its own, the entry of the
  /// audit and the stored answer with COMMIT in the last; what throws is rolled back by the pool when the connection
  /// returns. Never COMMIT in the pipeline of a claim: who lost must still be able to go back.
  ///
  /// - Parameters:
  ///   - kind: `read` for what only looks, and is a command because it is a POST.
  ///   - opening: what the command needs to lock and read before it can judge. It writes nothing: a repeated request runs
  ///     it too, before its first answer is found.
  ///   - body: judges, writes, and returns what is to be answered; gets the results of `opening`.
  ///   - answer: makes the bytes, before the commit, so that they are stored with the change.
  ///   - subjects: whom the outcome is about, where it does not say so itself (`Audited`).
  func command<Outcome>(
    _ context: CommandContext, kind: AuditKind = .change,
    opening: @escaping (Session) -> [Statement],
    answer: @escaping (Outcome) -> Answer,
    about subjects: @escaping (Outcome) -> AuditSubjects = { AuditSubjects(of: $0) },
    _ body: @escaping (Session, ArraySlice<QueryResult>) async throws -> Outcome
  ) async throws(DomainError) -> Reply {
    try await onConnection { connection in
      let session = Session(connection, by: context.caller, in: context.office, at: clock.now(), keys: keys)
      do {
        let replayCheck = context.replay.map { $0.check(by: context.caller, in: session) } ?? []
        let opened = try await session.run([Statement("BEGIN"), session.enter] + replayCheck + opening(session))
        if let replay = context.replay, let kept = try replay.kept(in: opened[2..<4]) {
          try await session.close(showingAgain: kept.subjects)
          return Reply(answer: kept.answer, replayed: true)
        }
        let outcome = try await body(session, opened.dropFirst(2 + replayCheck.count))
        let answered = Kept(answer: answer(outcome), subjects: subjects(outcome))
        let entry = session.entry(kind, about: answered.subjects, waiving: context.waivedRule)
        let storing = try context.replay.map { [try $0.store(answered, by: context.caller, in: session)] } ?? []
        try await session.commit(after: [entry] + storing)
        return Reply(answer: answered.answer, replayed: false)
      } catch let refusal as RefusalAfterWriting {
        try await session.commit(after: [session.entry(.change, about: refusal.subjects, outcome: .refused)])
        throw refusal.error
      }
    }
  }
}

extension Session {
  /// Ends a transaction in which an earlier answer was found, without anything it may have written; that a person's data
  /// is shown again is an entry of its own.
  fileprivate func close(showingAgain subjects: AuditSubjects) async throws {
    guard subjects.hasPersons else {
      _ = try await run([Statement("ROLLBACK")])
      return
    }
    let results = try await run([
      Statement("ROLLBACK"), Statement("BEGIN"), enter, entry(.read, about: subjects, outcome: .replayed),
      Statement("COMMIT"),
    ])
    guard results.last?.commandTag == "COMMIT" else { throw DomainError.unexpected }
  }
}
