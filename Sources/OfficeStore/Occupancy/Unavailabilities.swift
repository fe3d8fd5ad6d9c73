import Postgres
import Scheduling

/// `OfficeStore.absences` and `.maintenances`: list, add, read, change and end.
public struct Unavailabilities<Kind>: Sendable {
  /// One of them.
  public typealias Item = Unavailability<Kind>

  let store: OfficeStore
  let table: UnavailabilityTable<Kind>

  /// Those that were not dropped, by their start; one more than the limit when there is a next page.
  public func list(
    _ query: TimeQuery, of resource: SessionResource? = nil, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [Item] {
    try await store.read(caller, office, auditing: .nobody, { [table.page(query, of: resource, in: $0)] }) {
      _, results in
      try results.first?.map(Item.init(row:)) ?? []
    }
  }

  /// One that was not dropped; `notFound` otherwise.
  public func find(_ id: Identifier<Kind>, _ caller: Caller, _ office: Office) async throws(DomainError) -> Item {
    try await store.read(caller, office, auditing: .nobody, { [table.one(id, in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try Item(row: row)
    }
  }

  /// Takes a counselor, a room or a licence out of service. Every local day of it or none; from now on when it has begun.
  ///
  /// - Throws: `unknownCounselor`, `unknownRoom`, `unknownLicence` for one that is not in use; `rangeEmpty`,
  ///   `rangeTooLong` and `slot(.inThePast)` for its time (`OccupancyRules`); `slotTaken` with what is in the way,
  ///   `busy`.
  public func add(
    _ request: UnavailabilityRequest, _ context: CommandContext,
    answer: @escaping (Item, Rearrangement) -> Answer
  ) async throws(DomainError) -> Reply {
    let id = Identifier<Kind>()
    var vacating = Vacating(
      kind: table.kind, cause: id.uuid, resource: request.resource, span: request.slot, reassigns: request.reassigns)
    let opening = { (session: Session) in
      [
        OfficeRules.sharedLock(in: session), request.resource.reading(in: session), vacating.reading(in: session),
      ]
    }
    return try await store.command(
      context, opening: opening, answer: { answer($0.0, $0.1) }, about: { Self.subjects($0.0, $0.1) }
    ) { session, opened in
      let opened = Array(opened)
      guard let name = try opened[1].first?.decode(0, as: String.self) else { throw request.resource.unknown }
      try OccupancyRules.checkUnavailability(request.slot, now: session.now)
      vacating.name = name
      let rearrangement = try await vacating.run(
        opened[2], in: session, writes: [table.insert(id, request, session)])
      let item = Item(
        id: id, resource: request.resource, name: name, slot: request.slot, reason: request.reason,
        createdAt: session.now, createdBy: session.actor)
      return (item, rearrangement)
    }
  }

  /// Moves its start or end, or says another reason. All or nothing.
  ///
  /// - Throws: `notFound`; `slot(.inThePast)` for one that is over; what else `add` throws.
  public func change(
    _ id: Identifier<Kind>, _ change: UnavailabilityChange, _ context: CommandContext,
    answer: @escaping (Item, Rearrangement) -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      [OfficeRules.sharedLock(in: session), table.lock(id, session), table.one(id, in: session)]
    }
    return try await store.command(
      context, opening: opening, answer: { answer($0.0, $0.1) }, about: { Self.subjects($0.0, $0.1) }
    ) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      let old = try Item(row: row)
      let slot = Slot(start: change.start ?? old.slot.start, end: change.end ?? old.slot.end)
      let update = table.update(id, slot, change.reason ?? old.reason, session)
      var rearrangement = Rearrangement()
      if slot != old.slot || change.reassigns {
        guard old.slot.end > session.now else { throw DomainError.slot(.inThePast, index: 0) }
        try OccupancyRules.checkUnavailability(slot, now: session.now)
        let vacating = Vacating(
          kind: table.kind, cause: id.uuid, resource: old.resource, name: old.name, span: slot, before: old.slot,
          reassigns: change.reassigns)
        rearrangement = try await vacating.run(in: session, writes: [update])
      } else {
        _ = try await session.run([update])
      }
      let item = Item(
        id: id, resource: old.resource, name: old.name, slot: slot, reason: change.reason ?? old.reason,
        createdAt: old.createdAt, createdBy: old.createdBy)
      return (item, rearrangement)
    }
  }

  /// Ends it: whatever lies ahead is free again. One that has begun ends now and stays to be read; one that has not is
  /// gone.
  ///
  /// - Throws: `notFound`; `slot(.inThePast)` for one that is over.
  public func end(
    _ id: Identifier<Kind>, _ context: CommandContext, answer: @escaping () -> Answer
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in [table.lock(id, session), table.one(id, in: session)] }
    return try await store.command(context, opening: opening, answer: answer) { session, opened in
      guard let row = opened.last?.first else { throw DomainError.notFound }
      let item = try Item(row: row)
      guard item.slot.end > session.now else { throw DomainError.slot(.inThePast, index: 0) }
      let hasBegun = item.slot.start < session.now
      let ending = Slot(start: item.slot.start, end: session.now)
      _ = try await session.run([
        hasBegun ? table.update(id, ending, item.reason, session) : table.drop(id, session),
        Occupation.free([id.uuid], in: session),
      ])
    }
  }
}

extension Unavailabilities {
  fileprivate static func subjects(_ item: Item, _ rearrangement: Rearrangement) -> AuditSubjects {
    AuditSubjects(thing: item.id.uuid) + rearrangement.auditSubjects
  }
}

extension OfficeStore {
  /// 不在
  public var absences: Unavailabilities<IdentifierKind.Absence> { Unavailabilities(store: self, table: .absences) }
  /// 保守
  public var maintenances: Unavailabilities<IdentifierKind.Maintenance> {
    Unavailabilities(store: self, table: .maintenances)
  }
}
