import Foundation
import Logging
import OfficeStore
import Postgres
import Scheduling
import ServiceLifecycle
import TestDatabase

@testable import Messaging

/// A channel that does what a test wants.
struct Channel: DeliveryChannel {
  let send: @Sendable (OutgoingMessage, Int) async throws(DeliveryFailure) -> Void

  init(_ send: @escaping @Sendable (OutgoingMessage, Int) async throws(DeliveryFailure) -> Void) { self.send = send }

  func deliver(_ message: OutgoingMessage, attempt: Int) async throws(DeliveryFailure) {
    try await send(message, attempt)
  }
}

/// A channel for some offices, by code; the others have none.
struct Channels: DeliveryRoutes {
  let byOffice: [String: any DeliveryChannel]

  init(_ byOffice: [String: any DeliveryChannel]) { self.byOffice = byOffice }

  func channel(for office: Office) async throws(DeliveryFailure) -> (any DeliveryChannel)? {
    byOffice[office.code.text]
  }
}

/// Meetings by booking.
struct Meetings: MeetingAccess {
  let byBooking: @Sendable (BookingID) throws(DomainError) -> MeetingCredentials?

  func secrets(for message: QueuedMessage) async throws(DomainError) -> MeetingCredentials? {
    try byBooking(message.booking)
  }
}

extension TestDatabase {
  /// A relay in a hurry.
  func makeRelay(
    _ routes: any DeliveryRoutes, meetings: any MeetingAccess = NoMeetings(), metrics: RelayMetrics = RelayMetrics(),
    _ change: (inout RelaySettings) -> Void = { _ in }
  ) -> Relay {
    var settings = RelaySettings()
    settings.poll = .milliseconds(5)
    settings.retries.base = .milliseconds(2)
    settings.retries.longest = .milliseconds(20)
    settings.housePause = .milliseconds(4)
    change(&settings)
    let queue = MessageQueue(pool: relay, clock: clock, logger: .silent)
    return Relay(
      queue: queue, routes: routes, meetings: meetings, settings: settings, clock: clock, logger: .silent,
      metrics: metrics)
  }

  /// Queues messages about a booking, as if its versions had caused them; what they say is the number.
  func queue(_ versions: Range<Int>, kind: MessageKind = .lapsed, about booking: BookingID, in office: Office)
    async throws
  {
    for version in versions {
      _ = try await check(
        """
        INSERT INTO messages (
          office_id, id, booking_id, booking_version, kind, facts, created_at, due_at, next_attempt_at)
        VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $6, $6)
        """,
        office.id, booking, version, kind, PostgresJSON(Self.facts(version)), clock.now())
    }
  }

  private static func facts(_ version: Int) -> String {
    """
    {"office_name":"ハローワーク西宮","office_phone":"0798-00-0000","time_zone":"Asia/Tokyo","person":"職安 \(version)号",
     "service":"consultation","service_ja":"職業相談","service_en":"Career counseling","minutes":30,"status":"lapsed",
     "deadline":"2026-09-16T15:00:00Z","starts_at":"2026-09-17T00:00:00Z","ends_at":"2026-09-17T00:30:00Z",
     "vendor":"zoom"}
    """
  }

  /// How many messages have a status.
  func count(_ status: MessageStatus) async throws -> Int {
    try await check("SELECT count(*) FROM messages WHERE status = $1", status.rawValue).first?.decode(0) ?? 0
  }

  /// The messages' ids in the order of their booking's versions.
  func order(of booking: BookingID) async throws -> [String] {
    try await check("SELECT id FROM messages WHERE booking_id = $1 ORDER BY booking_version", booking)
      .map { try $0.decode(0, as: MessageID.self).description }
  }
}

/// Lets relays work while `body` runs, and then finish.
///
/// - Parameter grace: how long they may finish before they are cancelled; nil: as long as they like.
func working(
  _ relays: [Relay], grace: Duration? = nil, _ body: @Sendable () async throws -> Void
) async throws {
  var configuration = ServiceGroupConfiguration(services: relays, logger: .silent)
  configuration.maximumGracefulShutdownDuration = grace
  let group = ServiceGroup(configuration: configuration)
  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    do {
      try await body()
    } catch {
      await group.triggerGracefulShutdown()
      throw error
    }
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
  }
}
