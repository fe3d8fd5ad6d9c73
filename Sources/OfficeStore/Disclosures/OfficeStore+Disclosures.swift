import Postgres
import Scheduling

extension OfficeStore {
  /// Disclosures in the order in which they were entered, one more than `limit` when there is a next page.
  public func disclosures(
    _ query: DisclosureQuery, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [Disclosure] {
    try await read(caller, office, auditing: .listed(query.entry(in:)), { [query.reading(in: $0)] }) { _, results in
      try results.first?.map(Disclosure.init(row:)) ?? []
    }
  }

  /// One disclosure; `notFound` when the office has none with this id.
  public func disclosure(_ id: DisclosureID, _ caller: Caller, _ office: Office) async throws(DomainError) -> Disclosure
  {
    try await read(caller, office, auditing: .shown, { [Disclosure.reading(id, in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try Disclosure(row: row)
    }
  }

  /// Notes that somebody asks for what is kept about a person; its clock runs from when the request arrived.
  ///
  /// - Throws: `unknownSeeker`, `unknownBooking`; `inTheFuture` for a request that has not arrived yet.
  public func addDisclosure(
    _ request: DisclosureRequest, _ context: CommandContext, answer: @escaping (Disclosure) -> Answer
  ) async throws(DomainError) -> Reply {
    try await command(context, opening: { _ in [] }, answer: answer) { session, _ in
      let requestedAt = request.requestedAt ?? session.now
      guard requestedAt <= session.now else { throw DomainError.inTheFuture }
      let disclosure = Disclosure(
        id: DisclosureID(), kind: request.kind, legalBasis: request.legalBasis, requester: request.requester,
        scope: request.scope, requestedAt: requestedAt,
        dueAt: DisclosureDeadline.due(requestedAt: requestedAt, in: session.office.zone), createdAt: session.now,
        createdBy: session.actor, exports: [])
      _ = try await session.run([disclosure.insertion(in: session)])
      return disclosure
    }
  }

  /// Extends, approves or refuses a disclosure, or notes that it was given; its task is closed with the last two and with
  /// an extension.
  ///
  /// - Throws: `notFound`; `illegalDisclosureStep`; `extensionNotPossible`.
  public func take(
    _ step: DisclosureStep, of id: DisclosureID, _ context: CommandContext, answer: @escaping (Disclosure) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [Disclosure.lock(id, in: session), Disclosure.reading(id, in: session)] }
    return try await command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      var disclosure = try Disclosure(row: row)
      try disclosure.status.require(step.action)
      try disclosure.take(step, in: session)
      _ = try await session.run(
        [disclosure.writing(in: session)] + (step == .approve ? [] : [StaffTask.closing(about: id, in: session)]))
      return disclosure
    }
  }
}

extension Disclosure {
  fileprivate mutating func take(_ step: DisclosureStep, in session: Session) throws(DomainError) {
    let act = Act(at: session.now, by: session.actor, reason: nil)
    switch step {
    case .extend(let reason):
      try DisclosureDeadline.checkExtension(isExtended: extended != nil, dueAt: dueAt, now: session.now)
      extended = Act(at: act.at, by: act.by, reason: reason)
      dueAt = DisclosureDeadline.due(requestedAt: requestedAt, isExtended: true, in: session.office.zone)
    case .approve: approved = act
    case .refuse(let reason): refused = Act(at: act.at, by: act.by, reason: reason)
    case .give: given = act
    }
  }
}

extension Disclosure: Audited {
  var auditSubjects: AuditSubjects { AuditSubjects(bookings: scope.booking.map { [$0] } ?? [], thing: id.uuid) }
}
