import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

struct StoreFailureTests {
  private static let constraints: [(name: String, error: DomainError)] = [
    ("allocations_counselor_is_free", .slotTaken(bookings: [])),
    ("allocations_room_is_free", .slotTaken(bookings: [])),
    ("allocations_licence_is_free", .slotTaken(bookings: [])),
    ("allocations_seeker_is_free", .seekerBusy),
    ("counselors_name_key", .duplicateName),
    ("rooms_name_key", .duplicateName),
    ("licences_name_key", .duplicateName),
    ("services_code_key", .alreadyExists),
    ("closures_one_a_day", .alreadyExists),
    ("weekly_hours_never_overlap", .overlappingWindows),
    ("counselor_services_service_fkey", .unknownService),
    ("staff_name_key", .duplicateName),
    ("staff_counselor_fkey", .unknownCounselor),
    ("bookings_service_fkey", .unknownService),
    ("usage_events_booking_fkey", .unknownBooking),
    ("disclosures_booking_fkey", .unknownBooking),
    ("disclosures_seeker_fkey", .unknownSeeker),
  ]

  @Test(arguments: constraints)
  func `a violated constraint is what it means to the office`(name: String, expected: DomainError) {
    var error = PostgresError(.server)
    error.constraint = name
    #expect(StoreFailure.domainError(for: error) == expected)
    error.constraint = name + "_102065"
    #expect(StoreFailure.domainError(for: error) == expected)
  }

  @Test func `every constraint that is named here is in the schema`() async throws {
    let database = try await TestDatabase.make()
    let known = try await database.check(
      "SELECT conname::text FROM pg_constraint UNION SELECT relname::text FROM pg_class"
    ).map { try $0.decode(0, as: String.self) }
    #expect(Self.constraints.map(\.name).filter { !known.contains($0) } == [])
  }

  @Test(arguments: [SQLState.lockNotAvailable, .deadlockDetected, .serializationFailure, .exclusionViolation])
  func `who lost to somebody else is told to come again`(state: SQLState) {
    var error = PostgresError(.server)
    error.sqlState = state
    #expect(StoreFailure.domainError(for: error) == .busy(retryAfterMilliseconds: 1000))
  }

  @Test(arguments: [
    PostgresError.Code.connectionFailed, .connectionLost, .poolTimeout, .poolShutdown, .timedOut, .cancelled,
  ])
  func `a database that does not answer is unavailable`(code: PostgresError.Code) {
    #expect(StoreFailure.domainError(for: PostgresError(code)) == .databaseUnavailable)
  }

  @Test(arguments: ["25006", "53100", "53200", "53300"])
  func `a database that takes no writes or has no room is unavailable`(state: String) {
    var error = PostgresError(.server)
    error.sqlState = SQLState(rawValue: state)
    #expect(StoreFailure.domainError(for: error) == .databaseUnavailable)
  }

  @Test func `what nobody expected says nothing`() {
    var error = PostgresError(.server)
    error.sqlState = .checkViolation
    error.constraint = "bookings_outcome_length"
    #expect(StoreFailure.domainError(for: error) == .unexpected)
    #expect(StoreFailure.domainError(for: PostgresError(.decoding)) == .unexpected)
    #expect(StoreFailure.domainError(for: StoreFailure.unreadable("bookings")) == .unexpected)
    #expect(StoreFailure.domainError(for: DomainError.pastCutoff) == .pastCutoff)
  }

  @Test func `a name that is in use is a duplicate, and a retired one's is free`() async throws {
    let office = try await TestDatabase.make().kobe
    let context = office.context(by: .supervisor)
    let done = Answer(status: 201, body: [])
    let room = Room(name: "個室A")
    _ = try await office.store.rooms.create(room, context) { _ in done }
    await #expect(throws: DomainError.duplicateName) {
      try await office.store.rooms.create(Room(name: "個室A"), context) { _ in done }
    }
    _ = try await office.store.rooms.retire(room.id, context) { done }
    _ = try await office.store.rooms.create(Room(name: "個室A"), context) { _ in done }
    await #expect(throws: DomainError.unknownService) {
      try await office.store.counselors.create(Counselor(name: "新人", services: ["none"]), context) { _ in done }
    }
  }
}
