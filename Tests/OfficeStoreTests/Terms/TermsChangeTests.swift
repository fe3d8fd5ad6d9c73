import OfficeStore
import Postgres
import Scheduling
import TestDatabase
import Testing

/// Terms that change between a session and the next one, or between the confirmation and the session (A11).
struct TermsChangeTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func running() async throws -> Booking {
    let booking = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10))
    return try await office.start(booking.id)
  }

  @Test func `a follow-up keeps its parent's consent, and its own follow-up too`() async throws {
    let shown = try await office.termsInForce()
    let parent = try await running()
    let newer = try await office.publish("新しい規約", from: "2026-09-17")
    let child = try await office.followUp(parent.id, .september(18, 10))
    let consents = try await office.consents(of: child.id)
    #expect(consents.map(\.kind) == [.vendorTerms, .carriedOver])
    #expect(consents.map(\.termsVersion) == [shown, shown])
    #expect(consents.map(\.isOperative) == [false, true] && consents.map(\.newerTerms) == [nil, newer])
    #expect(consents[0].vendor == .zoom && consents[1].channel == .session)
    let told = try await database.check(
      "SELECT facts ->> 'newer_terms_version', terms_version_id FROM messages WHERE kind = 'follow_up_details'")
    #expect(try told.first?.decode(0, as: String.self) == newer.description)
    #expect(try told.first?.decode(1, as: TermsVersionID.self) == newer)
    try await office.checkEnvironment(child.id)
    try office.advance(to: .september(18, 10))
    try await office.start(child.id)
    let grandchild = try await office.followUp(child.id, .september(24, 10))
    #expect(try await office.consents(of: grandchild.id).last?.termsVersion == shown)
  }

  @Test func `a follow-up that is moved before its details left tells the newer terms all the same`() async throws {
    let parent = try await running()
    let newer = try await office.publish("新しい規約", from: "2026-09-17")
    let child = try await office.followUp(parent.id, .september(18, 10))
    try await office.reschedule(child.id, to: .september(18, 11))
    let moved = try #require(try await office.message(.followUpDetails, about: child.id))
    let enclosed = try await database.check(
      "SELECT terms_version_id, facts ->> 'enclosed_terms', booking_version FROM messages WHERE id = $1", moved.id)
    #expect(try enclosed.first?.decode(0, as: TermsVersionID.self) == newer)
    #expect(try enclosed.first?.decode(1, as: String.self) == newer.description)
    #expect(try enclosed.first?.decode(2, as: Int.self) == 2)
    // once they were told they are told no more
    try await office.acknowledge(moved.id)
    try await office.reschedule(child.id, to: .september(18, 13))
    let details = try #require(try await office.message(.details, about: child.id))
    let plain = try await database.check("SELECT terms_version_id FROM messages WHERE id = $1", details.id)
    #expect(try plain.first?.decodeIfPresent(0, as: TermsVersionID.self) == nil)
    await #expect(throws: DomainError.messageOutdated) { try await office.redeliver(moved.id) }
  }

  @Test func `where nothing has changed there is nothing newer`() async throws {
    let child = try await office.followUp(running().id, .september(24, 10))
    #expect(try await office.consents(of: child.id).map(\.newerTerms) == [nil, nil])
    let told = try await database.check("SELECT terms_version_id FROM messages WHERE kind = 'follow_up_details'")
    #expect(try told.first?.decodeIfPresent(0, as: TermsVersionID.self) == nil)
    #expect(try await office.cancel(child.id).cancellationClass == .byDayBefore)
  }

  @Test func `who was given newer terms leaves without a class until the start`() async throws {
    let parent = try await running()
    try await office.publish("新しい規約", from: "2026-09-17")
    let first = try await office.followUp(parent.id, .september(18, 10))
    let second = try await office.followUp(parent.id, .september(18, 11))
    try office.advance(to: .september(18, 9, 59))
    let left = try await office.cancel(first.id)
    #expect(left.status == .cancelledByUser && left.cancellationClass == nil)
    try office.advance(to: .september(18, 11))
    #expect(try await office.cancel(second.id).cancellationClass == .sameDay)
  }

  @Test func `a booking that was confirmed keeps its class whatever comes into force`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    try await office.publish("新しい規約", from: "2026-09-16")
    #expect(try await office.cancel(booking.id).cancellationClass == .byDayBefore)
  }

  @Test func `a session records what is in force when it begins, and the consent stays`() async throws {
    let shown = try await office.termsInForce()
    let booking = try await office.ready(.september(17, 10))
    let newer = try await office.publish("新しい規約", from: "2026-09-17")
    #expect(try await office.consents(of: booking.id).map(\.sessionTerms) == [nil, nil, nil])
    try office.advance(to: .september(17, 10))
    try await office.start(booking.id)
    let operative = try await office.consents(of: booking.id).first { $0.isOperative }
    #expect(operative?.termsVersion == shown && operative?.sessionTerms == newer)
  }

  @Test(arguments: [12, 30])
  func `a session that a reversal finds records what was in force at its start`(minute: Int) async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let newer = try await office.publish("新しい規約", from: "2026-09-16")
    try office.advance(to: .september(17, 10, minute))
    // nobody could have known it in the session
    try await office.publish("後から告知された規約", from: "2026-09-17")
    try await office.reverse(booking.id)
    let operative = try await office.consents(of: booking.id).first { $0.isOperative }
    #expect(operative?.sessionTerms == newer)
  }

  @Test func `a reversal into a cancellation records no terms of a session`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    try office.advance(to: .september(17, 10, 12))
    try await office.reverse(booking.id, to: .cancelledByUser)
    #expect(try await office.consents(of: booking.id).map(\.sessionTerms) == [nil, nil, nil])
  }
}
