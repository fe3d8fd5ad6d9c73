import OfficeStore
import Postgres
import Scheduling
import Synchronization

/// One office of a test's database, and the callers who act in it. Each command returns the booking that it answers with.
public struct TestOffice: Sendable {
  /// The office.
  public let office: Office
  /// A caller of each of the office's roles.
  public let callers: [Role: Caller]
  /// Kept while the office is in use: a database that nobody holds is dropped.
  private let database: TestDatabase

  /// The store under test.
  public var store: OfficeStore { database.store }

  init(_ seed: Seed.Staffed, in database: TestDatabase) {
    (office, callers) = seed
    self.database = database
  }

  /// The caller of a role; the command line's for one that the office doesn't have.
  public func caller(_ role: Role = .counselor) -> Caller { callers[role] ?? .operatorAtCommandLine }

  /// A command's context.
  public func context(
    by role: Role = .counselor, replay: ReplayKey? = nil, version: Int? = nil
  ) -> CommandContext {
    CommandContext(caller: caller(role), office: office, replay: replay, expectedVersion: version)
  }

  /// Moves the clock of both offices forward to `instant`.
  public func advance(to instant: Instant) throws {
    guard store.clock.advance(to: instant) else { throw Backwards() }
  }

  /// Changes settings of the office.
  public func setPolicy(_ change: @escaping @Sendable (inout OfficePolicy) -> Void) async throws {
    _ = try await store.updatePolicy(context(by: .officeHead), change: change) { _ in Answer(status: 200, body: []) }
  }

  /// The clock only runs forward.
  public struct Backwards: Error {}
}

extension TestOffice {
  /// The booking as it reads now.
  public func read(_ id: BookingID) async throws -> Booking {
    try await store.booking(id, caller(), office)
  }

  /// The history of the booking.
  public func events(of id: BookingID) async throws -> [BookingEvent] {
    try await store.events(of: id, caller(), office)
  }

  /// The ids of the bookings that read so now.
  public func list(_ statuses: BookingStatus...) async throws -> [BookingID] {
    var query = BookingQuery()
    query.statuses = statuses
    return try await store.bookings(query, caller(), office).map(\.id)
  }

  /// How many bookings still fit at that start.
  public func free(at start: Instant, service: String = "consultation") async throws -> Int? {
    let day = office.zone.localDate(of: start)
    let range = try AvailabilityRange(from: day, to: day.adding(days: 1))
    return try await store.availability(of: service, in: range, caller(), office).first { $0.slot.start == start }?.free
  }
}

extension TestOffice {
  /// Runs a command of the store and returns the booking it answers with, as it was at the commit.
  func run(
    _ command: (@escaping @Sendable (Booking, Office) -> Answer) async throws(DomainError) -> Reply
  ) async throws(DomainError) -> Booking {
    let kept = Kept()
    _ = try await command { booking, _ in
      kept.booking.withLock { $0 = booking }
      return Answer(status: 200, body: Array(booking.seeker.name.utf8))
    }
    guard let booking = kept.booking.withLock({ $0 }) else { throw .unexpected }
    return booking
  }

  private final class Kept: Sendable {
    let booking = Mutex<Booking?>(nil)
  }
}
