import OfficeStore
import Scheduling

/// Incidents and refusals, as supervisors and the office's head enter them.
extension TestOffice {
  /// 障害等, entered by a supervisor.
  @discardableResult
  public func incident(
    _ start: Instant, until end: Instant? = nil, vendor: Vendor? = nil, code: IncidentCode = .vendorOutage
  ) async throws(DomainError) -> (incident: Incident, reach: IncidentReach) {
    let request = IncidentRequest(code: code, period: IncidentPeriod(vendor: vendor, start: start, end: end))
    return try await kept { keep throws(DomainError) in
      try await store.enterIncident(request, context(by: .supervisor)) { keep(($0, $1)) }
    }
  }

  /// Changes an incident.
  @discardableResult
  public func change(
    _ id: IncidentID, _ edit: (inout IncidentChange) -> Void
  ) async throws(DomainError) -> (incident: Incident, reach: IncidentReach) {
    var change = IncidentChange()
    edit(&change)
    return try await kept { [change] keep throws(DomainError) in
      try await store.changeIncident(id, change, context(by: .supervisor)) { keep(($0, $1)) }
    }
  }

  /// Takes an incident back.
  public func withdraw(_ id: IncidentID) async throws(DomainError) {
    _ = try await store.withdrawIncident(id, context(by: .supervisor)) { Answer(status: 204, body: []) }
  }

  /// お断り of a person, until 1 December unless it is said otherwise.
  @discardableResult
  public func refuse(
    _ seeker: SeekerID, from: Instant, until: Instant = .september(92, 0), by role: Role = .supervisor
  ) async throws(DomainError) -> Refusal {
    let decision = RefusalDecision(
      seeker: seeker, ground: .silence, reason: "連絡のない欠席", term: RefusalTerm(from: from, until: until))
    return try await kept { keep throws(DomainError) in
      try await store.decideRefusal(decision, context(by: role)) { keep($0) }
    }
  }

  /// Approves a refusal.
  @discardableResult
  public func approve(_ id: RefusalID) async throws(DomainError) -> Refusal {
    try await kept { keep throws(DomainError) in
      try await store.approveRefusal(id, context(by: .officeHead)) { keep($0) }
    }
  }

  /// Corrects a refusal.
  @discardableResult
  public func change(
    _ id: RefusalID, by role: Role = .supervisor, _ edit: (inout RefusalChange) -> Void
  ) async throws(DomainError) -> Refusal {
    var change = RefusalChange()
    edit(&change)
    return try await kept { [change] keep throws(DomainError) in
      try await store.changeRefusal(id, change, context(by: role)) { keep($0) }
    }
  }

  /// 不服の申出
  @discardableResult
  public func appeal(_ id: RefusalID, receivedAt: Instant? = nil) async throws(DomainError) -> Refusal {
    try await kept { keep throws(DomainError) in
      try await store.appealRefusal(id, "停電だった", receivedAt: receivedAt, context(by: .supervisor)) { keep($0) }
    }
  }

  /// Lifts a refusal.
  @discardableResult
  public func lift(_ id: RefusalID) async throws(DomainError) -> Refusal {
    try await kept { keep throws(DomainError) in
      try await store.liftRefusal(id, reason: "停電が確認できた", context(by: .supervisor)) { keep($0) }
    }
  }

  /// A person's silent booking at `start`, firm.
  public func confirmed(_ start: Instant, number: String) async throws -> Booking {
    try await confirm(offered(start, number: number).id, start)
  }
}
