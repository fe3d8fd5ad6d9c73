import OfficeStore
import Scheduling
import Synchronization

extension TestOffice {
  /// 個室の予約, by a counselor: every occurrence.
  @discardableResult
  public func reserve(
    _ room: RoomID, _ slot: Slot, repeating recurrence: Recurrence? = nil
  ) async throws(DomainError) -> [RoomReservation] {
    try await kept { keep throws(DomainError) in
      let request = ReservationRequest(room: room, slot: slot, purpose: "会議", recurrence: recurrence)
      return try await store.reserve(request, context()) { keep($0) }
    }
  }

  /// Moves a reservation.
  @discardableResult
  public func change(
    _ id: ReservationID, _ edit: (inout ReservationChange) -> Void
  ) async throws(DomainError) -> RoomReservation {
    var change = ReservationChange()
    edit(&change)
    return try await kept { [change] keep throws(DomainError) in
      try await store.changeReservation(id, change, context()) { keep($0) }
    }
  }

  /// Gives a reservation up.
  public func drop(_ id: ReservationID, _ scope: ReservationScope = .occurrence) async throws(DomainError) {
    _ = try await store.dropReservation(id, scope, context()) { Answer(status: 204, body: []) }
  }

  /// 不在 or 保守, entered by a supervisor; with what became of the bookings in the way.
  @discardableResult
  public func enter<Kind>(
    _ kind: KeyPath<OfficeStore, Unavailabilities<Kind>>, _ resource: SessionResource, _ slot: Slot,
    reassign: Bool = false
  ) async throws(DomainError) -> (item: Unavailability<Kind>, rearrangement: Rearrangement) {
    let request = UnavailabilityRequest(resource: resource, slot: slot, reason: "研修", reassigns: reassign)
    return try await kept { keep throws(DomainError) in
      try await store[keyPath: kind].add(request, context(by: .supervisor)) { keep(($0, $1)) }
    }
  }

  /// Changes an absence or a maintenance.
  @discardableResult
  public func change<Kind>(
    _ kind: KeyPath<OfficeStore, Unavailabilities<Kind>>, _ id: Identifier<Kind>,
    _ edit: (inout UnavailabilityChange) -> Void
  ) async throws(DomainError) -> (item: Unavailability<Kind>, rearrangement: Rearrangement) {
    var change = UnavailabilityChange()
    edit(&change)
    return try await kept { [change] keep throws(DomainError) in
      try await store[keyPath: kind].change(id, change, context(by: .supervisor)) { keep(($0, $1)) }
    }
  }

  /// Ends an absence or a maintenance.
  public func end<Kind>(
    _ kind: KeyPath<OfficeStore, Unavailabilities<Kind>>, _ id: Identifier<Kind>
  ) async throws(DomainError) {
    _ = try await store[keyPath: kind].end(id, context(by: .supervisor)) { Answer(status: 204, body: []) }
  }

  /// Runs a command of the store and returns what it answers with, as it was at the commit.
  func kept<Value: Sendable>(
    _ command: (@escaping (Value) -> Answer) async throws(DomainError) -> Reply
  ) async throws(DomainError) -> Value {
    let kept = Kept<Value>()
    _ = try await command { value in
      kept.value.withLock { $0 = value }
      return Answer(status: 200, body: [])
    }
    guard let value = kept.value.withLock({ $0 }) else { throw .unexpected }
    return value
  }
}

private final class Kept<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
