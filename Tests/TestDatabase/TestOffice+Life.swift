import OfficeStore
import Scheduling

/// What may happen to a booking beside offer, confirmation and session.
extension TestOffice {
  /// 取下げ.
  @discardableResult
  public func withdraw(_ id: BookingID) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.withdraw(id, Withdrawal(channel: .phone), context(by: .gateway), answer: answer)
    }
  }

  /// お断り.
  @discardableResult
  public func decline(_ id: BookingID, _ ground: DeclineGround = .noSlot) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.decline(id, ground: ground, reason: "枠がない", context(), answer: answer)
    }
  }

  /// 中止.
  @discardableResult
  public func terminate(_ id: BookingID) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.terminate(id, reason: "暴言", context(), answer: answer)
    }
  }

  /// The user gets in touch.
  @discardableResult
  public func contact(_ id: BookingID, receivedAt: Instant? = nil) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      let contact = Contact(channel: .phone, note: "電車の遅延", receivedAt: receivedAt)
      return try await store.contact(id, contact, context(), answer: answer)
    }
  }

  /// The user enters the meeting.
  @discardableResult
  public func join(_ id: BookingID, at instant: Instant? = nil) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.joined(id, at: instant, context(by: .gateway), answer: answer)
    }
  }

  /// 利用環境確認.
  @discardableResult
  public func checkEnvironment(
    _ id: BookingID, noTo noes: Set<EnvironmentQuestion> = []
  ) async throws(DomainError) -> Booking {
    try await checkEnvironment(id, EnvironmentAnswers(noTo: noes))
  }

  /// The same with every answer.
  @discardableResult
  public func checkEnvironment(
    _ id: BookingID, _ answers: EnvironmentAnswers
  ) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.checkEnvironment(id, answers, context(), answer: answer)
    }
  }

  /// みなしキャンセルの取消し.
  @discardableResult
  public func reverse(_ id: BookingID, to target: BookingStatus? = nil) async throws(DomainError) -> Booking {
    try await run { answer throws(DomainError) in
      try await store.reverseNoShow(id, to: target, reason: "前の相談が長引いた", context(), answer: answer)
    }
  }

  /// A correction.
  @discardableResult
  public func amend(
    _ id: BookingID, _ context: CommandContext? = nil, _ change: (inout Amendment) -> Void
  ) async throws(DomainError) -> Booking {
    var amendment = Amendment()
    change(&amendment)
    let made = amendment
    return try await run { answer throws(DomainError) in
      try await store.amend(id, made, context ?? self.context(), answer: answer)
    }
  }

  /// A firm booking at `start` whose session can begin.
  public func ready(_ start: Instant) async throws -> Booking {
    try await checkEnvironment(confirmed(start).id)
  }
}
