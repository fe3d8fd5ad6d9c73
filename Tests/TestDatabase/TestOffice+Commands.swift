import OfficeStore
import Scheduling
import Synchronization

extension Application {
  private static let lastNumber = Atomic(0)

  /// A number that no other application of this process has.
  public static func freshNumber() -> String { "28990-\(lastNumber.add(1, ordering: .relaxed).newValue)" }

  /// An application that lacks nothing, of a person whom no other test knows.
  public static func complete(number: String? = freshNumber(), wishes: [Instant] = [.september(17, 10)]) -> Application
  {
    Application(
      service: "consultation", channel: .myPage,
      seeker: Person(
        name: "職安 太郎", kana: "ショクアン タロウ", number: number.flatMap { JobSeekerNumber(typed: $0) },
        registrationKind: .full, hasMyPage: true),
      declarations: Declarations(device: true, camera: true, app: true), wishes: wishes, companions: [])
  }
}

extension TestOffice {
  /// 申込み.
  public func receive(
    _ application: Application = .complete(), _ context: CommandContext? = nil
  ) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.receive(application, context ?? self.context(by: .gateway), answer: answer)
    }
  }

  /// 候補日時提示.
  @discardableResult
  public func offer(
    _ id: BookingID, _ starts: Instant..., vendor: Vendor = .zoom, override: RuleOverride? = nil,
    context: CommandContext? = nil
  ) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      let proposal = Proposal(starts: starts, vendor: vendor, override: override)
      return try await store.offer(id, proposal, context ?? self.context(), answer: answer)
    }
  }

  /// 予約確定.
  @discardableResult
  public func confirm(
    _ id: BookingID, _ start: Instant, receivedAt: Instant? = nil, override: RuleOverride? = nil,
    context: CommandContext? = nil
  ) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      let confirmation = Confirmation(start: start, channel: .phone, receivedAt: receivedAt, override: override)
      return try await store.confirm(id, confirmation, context ?? self.context(), answer: answer)
    }
  }

  /// 相談の開始.
  @discardableResult
  public func start(_ id: BookingID) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in try await store.start(id, context(), answer: answer) }
  }

  /// 相談の終了.
  @discardableResult
  public func complete(_ id: BookingID, outcome: String? = nil) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.complete(id, outcome: outcome, context(), answer: answer)
    }
  }

  /// キャンセル.
  @discardableResult
  public func cancel(
    _ id: BookingID, by party: CancellingParty = .user, channel: Channel? = .phone
  ) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      let request = CancellationRequest(by: party, channel: channel, reason: nil)
      return try await store.cancel(id, request, context(), answer: answer)
    }
  }
}

extension TestOffice {
  /// A booking that was offered `starts`.
  public func offered(_ starts: Instant..., number: String? = Application.freshNumber()) async throws -> Booking {
    let booking = try await receive(.complete(number: number, wishes: Array(starts.prefix(3))))
    return try await run { answer throws(DomainError) in
      try await store.offer(booking.id, Proposal(starts: starts, vendor: .zoom), context(), answer: answer)
    }
  }

  /// A firm booking at `start`.
  public func confirmed(_ start: Instant) async throws -> Booking {
    try await confirm(offered(start).id, start)
  }
}
