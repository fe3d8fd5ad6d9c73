import Postgres
import Scheduling

extension OfficeStore {
  /// Refusals in the order of the decisions, one more than `limit` when there is a next page.
  public func refusals(_ query: RefusalQuery, _ caller: Caller, _ office: Office) async throws(DomainError) -> [Refusal]
  {
    try await read(caller, office, auditing: .listed(query.entry(in:)), { [query.page(in: $0)] }) { _, results in
      try results.first?.map(Refusal.init(row:)) ?? []
    }
  }

  /// One refusal; `notFound` when the office has none with this id.
  public func refusal(_ id: RefusalID, _ caller: Caller, _ office: Office) async throws(DomainError) -> Refusal {
    try await read(caller, office, auditing: .shown, { [Refusal.reading(id, in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try Refusal(row: row)
    }
  }

  /// Decides to refuse a person (Art. 6(6), 12(1)). A supervisor's decision is proposed until the office's head approves it;
  /// the head's own needs no other approval than the head's.
  ///
  /// - Throws: `unknownSeeker`; `rangeEmpty`, `rangeTooLong` and `slot(.inThePast)` for its term; `refusalOverlaps` when
  ///   the person is refused in that time already.
  public func decideRefusal(
    _ decision: RefusalDecision, _ context: CommandContext, answer: @escaping (Refusal) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [ReviewFlag.lock([decision.seeker], in: session), decision.occasion(in: session)]
    }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      guard let occasion = opened.last?.first else { throw DomainError.unknownSeeker }
      let booking = try occasion.decode(0, as: BookingID.self)
      try decision.term.check(now: session.now)
      let act = Refusal.Act(at: session.now, by: session.actor)
      let approval = context.caller.role.may(.approveRefusals) ? act : nil
      let id = RefusalID()
      let refusal = Refusal(
        id: id, version: 1, seeker: decision.seeker, booking: booking, ground: decision.ground, reason: decision.reason,
        term: decision.term, decision: act, approval: approval, noticedAt: nil, appeal: nil, lifting: nil,
        noticeVersion: try occasion.decode(1))
      let insertion = decision.insertion(id, occasion: booking, approval: approval, in: session)
      return try await refusal.after([insertion] + refusal.noticing(in: session), in: session)
    }
  }

  /// Puts a supervisor's decision into force. Throws `notFound`, `versionConflict`, `illegalRefusalStep`,
  /// `refusalOverlaps`.
  public func approveRefusal(
    _ id: RefusalID, _ context: CommandContext, answer: @escaping (Refusal) -> Answer
  ) async throws(DomainError) -> Reply {
    try await step(.approve, on: id, context, answer: answer) { session, refusal in
      var approved = refusal
      approved.approval = Refusal.Act(at: session.now, by: session.actor)
      return [approved.writing(in: session)] + approved.noticing(in: session)
    }
  }

  /// Corrects a decision before it is in force. Unless the head does it, an approval is gone with it.
  ///
  /// - Throws: `notFound`, `illegalRefusalStep`, and what `decideRefusal` throws of its term.
  public func changeRefusal(
    _ id: RefusalID, _ change: RefusalChange, _ context: CommandContext, answer: @escaping (Refusal) -> Answer
  ) async throws(DomainError) -> Reply {
    try await step(.change, on: id, context, answer: answer) { session, refusal in
      var changed = refusal
      changed.ground = change.ground ?? refusal.ground
      changed.reason = change.reason ?? refusal.reason
      changed.term = RefusalTerm(from: change.from ?? refusal.term.from, until: change.until ?? refusal.term.until)
      try changed.term.check(now: session.now)
      if !context.caller.role.may(.approveRefusals) { changed.approval = nil }
      return [changed.writing(in: session)] + changed.noticing(in: session)
    }
  }

  /// Notes what the person says against it; it stays in force until somebody lifts it.
  ///
  /// - Parameter receivedAt: when it arrived; nil means now.
  /// - Throws: `notFound`, `illegalRefusalStep`, `alreadyAppealed`; `invalidReceivedAt` for an instant in the future or
  ///   before the decision.
  public func appealRefusal(
    _ id: RefusalID, _ text: String, receivedAt: Instant?, _ context: CommandContext,
    answer: @escaping (Refusal) -> Answer
  ) async throws(DomainError) -> Reply {
    try await step(.appeal, on: id, context, answer: answer) { session, refusal in
      guard refusal.appeal == nil else { throw DomainError.alreadyAppealed }
      let arrived = try ContactTime.of(
        stated: receivedAt, notBefore: refusal.decision.at, now: session.now, orThrow: .invalidReceivedAt)
      return [Refusal.appealing(text, against: id, receivedAt: arrived, in: session)]
    }
  }

  /// Takes it back from now on; what was declined in between stays so, and a notice that has not left does not. Throws `notFound`, `illegalRefusalStep`.
  public func liftRefusal(
    _ id: RefusalID, reason: String, _ context: CommandContext, answer: @escaping (Refusal) -> Answer
  ) async throws(DomainError) -> Reply {
    try await step(.lift, on: id, context, answer: answer) { session, refusal in
      [
        Refusal.lifting(id, reason: reason, in: session),
        Outbox.dropping([.refused], about: refusal.booking, in: session),
      ]
    }
  }

  /// The frame of every step: lock it and its person, judge, write. A version that the client does not know is a
  /// `versionConflict`.
  private func step(
    _ action: RefusalAction, on id: RefusalID, _ context: CommandContext, answer: @escaping (Refusal) -> Answer,
    writes: @escaping (Session, Refusal) throws -> [Statement]
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      Refusal.lock(id, in: session) + [Refusal.reading(id, in: session)]
    }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      let refusal = try Refusal(row: row)
      if let expected = context.expectedVersion, expected != refusal.version {
        throw DomainError.versionConflict(current: refusal.version)
      }
      try refusal.status(at: session.now).require(action)
      return try await refusal.after(try writes(session, refusal), in: session)
    }
  }
}

extension Refusal {
  /// The refusal after these.
  fileprivate func after(_ writes: [Statement], in session: Session) async throws -> Refusal {
    let results = try await session.run(writes + [Refusal.reading(id, in: session)])
    guard let row = results.last?.first else { throw StoreFailure.unreadable("refusals") }
    return try Refusal(row: row)
  }
}
