import Postgres
import Scheduling

extension OfficeStore {
  /// Incidents that were not withdrawn, by their start; one more than the limit when there is a next page.
  public func incidents(_ query: TimeQuery, _ caller: Caller, _ office: Office) async throws(DomainError) -> [Incident]
  {
    try await read(caller, office, auditing: .nobody, { [Incident.page(query, in: $0)] }) { _, results in
      try results.first?.map(Incident.init(row:)) ?? []
    }
  }

  /// One that was not withdrawn; `notFound` otherwise.
  public func incident(_ id: IncidentID, _ caller: Caller, _ office: Office) async throws(DomainError) -> Incident {
    try await read(caller, office, auditing: .nobody, { [Incident.reading(id, in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try Incident(row: row)
    }
  }

  /// Enters an incident: from the commit on, silence in it is deemed no cancellation (Art. 9), neither in what is yet to
  /// come nor in what has passed and was not written down. What was written down is told as affected.
  ///
  /// - Throws: `rangeEmpty`, `rangeTooLong`.
  public func enterIncident(
    _ request: IncidentRequest, _ context: CommandContext, answer: @escaping (Incident, IncidentReach) -> Answer
  ) async throws(DomainError) -> Reply {
    try await command(
      context, opening: { _ in [] }, answer: { answer($0.0, $0.1) }, about: { $0.1.subjects(of: $0.0) }
    ) { session, _ in
      try request.period.check()
      let incident = Incident(
        id: IncidentID(), code: request.code, period: request.period, note: request.note, createdAt: session.now,
        createdBy: session.actor)
      let results = try await session.run([
        incident.insertion(in: session), IncidentReach.waiting(in: session),
        IncidentReach.reading(incident, in: session),
      ])
      return (incident, try IncidentReach(results[2]))
    }
  }

  /// Ends an incident, opens it again, or changes its note. A silence that it does not excuse any more is deemed from its
  /// own instant on, as if the incident had never reached so far.
  ///
  /// - Throws: `notFound`, and what `enterIncident` throws.
  public func changeIncident(
    _ id: IncidentID, _ change: IncidentChange, _ context: CommandContext,
    answer: @escaping (Incident, IncidentReach) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [Incident.lock(id, in: session), Incident.reading(id, in: session)] }
    return try await command(
      context, opening: opening, answer: { answer($0.0, $0.1) }, about: { $0.1.subjects(of: $0.0) }
    ) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      var incident = try Incident(row: row)
      if let end = change.end { incident.period.end = end }
      if let note = change.note { incident.note = note }
      try incident.period.check()
      let results = try await session.run([
        incident.writing(in: session), IncidentReach.waiting(in: session),
        IncidentReach.reading(incident, in: session),
      ])
      return (incident, try IncidentReach(results[2]))
    }
  }

  /// Takes back an incident that was entered by mistake: it excuses nobody. Throws `notFound`.
  public func withdrawIncident(
    _ id: IncidentID, _ context: CommandContext, answer: @escaping () -> Answer
  ) async throws(DomainError) -> Reply {
    try await command(context, opening: { [Incident.lock(id, in: $0)] }, answer: answer) { session, _ in
      let results = try await session.run([Incident.withdrawal(id, in: session)])
      guard results.first?.affectedRows == 1 else { throw DomainError.notFound }
    }
  }
}

extension IncidentReach {
  /// Whose bookings are told of with the incident.
  fileprivate func subjects(of incident: Incident) -> AuditSubjects {
    AuditSubjects(bookings: excused + affected, thing: incident.id.uuid)
  }
}
