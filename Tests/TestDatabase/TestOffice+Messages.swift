import OfficeStore
import Scheduling
import Synchronization

extension TestOffice {
  /// What was queued about a booking, in order; with what it says for the gateway.
  public func messages(
    about id: BookingID? = nil, _ status: MessageStatus? = nil, by role: Role = .counselor
  ) async throws -> [OutboxMessage] {
    var query = MessageQuery()
    (query.booking, query.status, query.limit) = (id, status, 200)
    return try await store.messages(query, caller(role), office)
  }

  /// The same as `kind status`, what is due sooner first.
  public func told(_ id: BookingID) async throws -> [String] {
    try await messages(about: id)
      .sorted { ($0.dueAt, $0.createdAt, $0.kind.rawValue) < ($1.dueAt, $1.createdAt, $1.kind.rawValue) }
      .map { "\($0.kind.rawValue) \($0.status.rawValue)" }
  }

  /// The one message of a kind about a booking; nil when there is none or more than one that was not dropped.
  public func message(_ kind: MessageKind, about id: BookingID) async throws -> OutboxMessage? {
    let found = try await messages(about: id, by: .gateway).filter { $0.kind == kind && $0.status != .dropped }
    return found.count == 1 ? found.first : nil
  }

  /// MyPage has it.
  @discardableResult
  public func acknowledge(_ id: MessageID) async throws(DomainError) -> OutboxMessage {
    try await running { answer throws(DomainError) in
      try await store.acknowledge(id, context(by: .gateway), answer: answer)
    }
  }

  /// Once more.
  @discardableResult
  public func redeliver(_ id: MessageID) async throws(DomainError) -> OutboxMessage {
    try await running { answer throws(DomainError) in
      try await store.redeliver(id, context(by: .supervisor), answer: answer)
    }
  }

  private func running(
    _ command: (@escaping @Sendable (OutboxMessage) -> Answer) async throws(DomainError) -> Reply
  ) async throws(DomainError) -> OutboxMessage {
    let kept = KeptMessage()
    _ = try await command { message in
      kept.message.withLock { $0 = message }
      return Answer(status: 200, body: [])
    }
    guard let message = kept.message.withLock({ $0 }) else { throw .unexpected }
    return message
  }

  private final class KeptMessage: Sendable {
    let message = Mutex<OutboxMessage?>(nil)
  }
}
