import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct EnvironmentTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `no session starts without the answers`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    #expect(booking.flags == [.environmentMissing])
    try office.advance(to: .september(17, 10))
    await #expect(throws: DomainError.environmentCheckMissing) { try await office.start(booking.id) }
    try await office.checkEnvironment(booking.id)
    #expect(try await office.start(booking.id).status == .inSession)
  }

  @Test func `an office that asks before the confirmation refuses one without the answers`() async throws {
    try await office.setPolicy { $0.environmentCheckRequiredAt = .confirm }
    let booking = try await office.offered(.september(17, 10))
    await #expect(throws: DomainError.environmentCheckMissing) {
      try await office.confirm(booking.id, .september(17, 10))
    }
    try await office.checkEnvironment(booking.id)
    #expect(try await office.confirm(booking.id, .september(17, 10)).status == .confirmed)
  }

  @Test func `a no is kept with its date and raises a flag with advice, and refuses nothing`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let checked = try await office.checkEnvironment(booking.id, noTo: [.antivirus, .os])
    let environment = try #require(checked.environment)
    #expect(environment.answers.concerns == [.os, .antivirus])
    #expect(environment.checkedAt >= .september(16, 9))
    #expect(checked.flags == [.environmentNo])
    try office.advance(to: .september(17, 10))
    #expect(try await office.start(booking.id).status == .inSession)
  }

  @Test func `a no is a task until a later check hears a yes to all of it`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try await office.checkEnvironment(booking.id)
    #expect(try await concerns().isEmpty)
    try await office.checkEnvironment(booking.id, noTo: [.os, .privatePlace])
    #expect(try await concerns() == [booking.id])
    let half = try await office.checkEnvironment(booking.id)
    #expect(half.environment?.answers.concerns == [.privatePlace] && half.flags == [.environmentNo])
    #expect(try await concerns() == [booking.id])
    let heard = EnvironmentQuestion.allCases.map { ($0, true) }
    let mended = try await office.checkEnvironment(
      booking.id, EnvironmentAnswers(Dictionary(uniqueKeysWithValues: heard)))
    #expect(mended.flags.isEmpty)
    #expect(try await concerns().isEmpty)
  }

  /// The bookings with an open task about their environment.
  private func concerns() async throws -> [BookingID] {
    var query = StaffTaskQuery()
    query.kind = .environmentConcern
    return try await office.store.tasks(query, office.caller(), office.office).compactMap(\.booking)
  }

  @Test func `later answers replace earlier ones`() async throws {
    let booking = try await office.receive()
    try await office.checkEnvironment(booking.id, noTo: [.firewall])
    let mended = try await office.checkEnvironment(booking.id)
    #expect(mended.environment?.answers == EnvironmentAnswers())
    #expect(mended.flags.isEmpty)
    #expect(
      try await office.events(of: booking.id).map(\.kind).suffix(2) == ["environment_checked", "environment_checked"])
  }
}
