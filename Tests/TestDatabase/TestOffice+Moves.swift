import OfficeStore
import Scheduling

extension TestOffice {
  /// 日時変更.
  @discardableResult
  public func reschedule(
    _ id: BookingID, to start: Instant, counselor: CounselorID? = nil, override: RuleOverride? = nil,
    context: CommandContext? = nil
  ) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      let rescheduling = Rescheduling(start: start, reason: "都合により", counselor: counselor, override: override)
      return try await store.reschedule(id, rescheduling, context ?? self.context(), answer: answer)
    }
  }

  /// 次回予約.
  @discardableResult
  public func followUp(
    _ id: BookingID, _ start: Instant, service: String? = nil, counselor: CounselorID? = nil,
    override: RuleOverride? = nil
  ) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      let followUp = FollowUp(start: start, service: service, counselor: counselor, override: override)
      return try await store.followUp(id, followUp, context(), answer: answer)
    }
  }

  /// 担当・個室・ライセンスの変更.
  @discardableResult
  public func reassign(_ id: BookingID, _ reassignment: Reassignment) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.reassign(id, reassignment, context(by: .supervisor), answer: answer)
    }
  }

  /// The ids of those in use, by name.
  public func counselors() async throws -> [CounselorID] {
    try await store.counselors.list(limit: 200, after: nil, caller(), office).map(\.id)
  }

  /// The same of the rooms.
  public func rooms() async throws -> [RoomID] {
    try await store.rooms.list(limit: 200, after: nil, caller(), office).map(\.id)
  }

  /// The same of the licences.
  public func licences() async throws -> [Licence] {
    try await store.licences.list(limit: 200, after: nil, caller(), office)
  }
}
