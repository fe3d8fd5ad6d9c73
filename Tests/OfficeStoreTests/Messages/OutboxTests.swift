import Foundation
import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What is told at each step, and that it is told in the step's own transaction.
struct OutboxTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `an offer tells terms, times and deadline, and is brought to mind the morning before`() async throws {
    let booking = try await office.offered(.september(24, 10), .september(24, 11))
    let offer = try #require(booking.offer)
    #expect(try await office.told(booking.id) == ["offer pending", "reminder_unconfirmed pending"])
    let facts = try MessageFacts(of: try await office.message(.offer, about: booking.id))
    #expect(facts.offer_starts == ["2026-09-24T01:00:00Z", "2026-09-24T02:00:00Z"])
    #expect(facts.deadline == offer.deadline.rfc3339UTC)
    #expect(facts.vendor == "zoom" && facts.minutes == 30)
    #expect(facts.terms_version == offer.termsVersion.description.lowercased())
    #expect(facts.person == "職安 太郎" && facts.service_ja == "職業相談" && facts.status == "offered")
    #expect(facts.office_name == "ハローワーク西宮" && facts.office_phone == "000-000-0000")
    let reminder = try #require(try await office.messages(about: booking.id).first { $0.kind == .reminderUnconfirmed })
    #expect(reminder.dueAt == .september(17, 9))
  }

  @Test func `a new offer takes the place of the old one`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try await office.offer(booking.id, .september(25, 10))
    #expect(
      try await office.told(booking.id) == [
        "offer dropped", "offer pending", "reminder_unconfirmed dropped", "reminder_unconfirmed pending",
      ])
  }

  @Test func `a confirmation tells the details once, and leaves the offer with its terms`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    #expect(
      try await office.told(booking.id) == [
        "offer pending", "details pending", "reminder_unconfirmed dropped", "reminder_day_before pending",
      ])
    let facts = try MessageFacts(of: try await office.message(.details, about: booking.id))
    #expect(facts.starts_at == "2026-09-24T01:00:00Z" && facts.ends_at == "2026-09-24T01:30:00Z")
    #expect(facts.vendor == "zoom" && facts.status == "confirmed")
  }

  @Test func `a rescheduled booking's details take the place of the old ones`() async throws {
    let booking = try await office.confirmed(.september(24, 10))
    try await office.reschedule(booking.id, to: .september(25, 11))
    let details = try #require(try await office.message(.details, about: booking.id))
    #expect(try MessageFacts(of: details).starts_at == "2026-09-25T02:00:00Z")
    let told = try await office.told(booking.id)
    #expect(told.filter { $0.hasPrefix("details") } == ["details dropped", "details pending"])
    #expect(
      told.filter { $0.hasPrefix("reminder_day") } == ["reminder_day_before dropped", "reminder_day_before pending"])
  }

  @Test func `a follow-up has details of its own`() async throws {
    let parent = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10))
    try await office.start(parent.id)
    let next = try await office.followUp(parent.id, .september(24, 10))
    #expect(try await office.told(next.id) == ["follow_up_details pending", "reminder_day_before pending"])
  }

  @Test(arguments: [CancellingParty.user, .office])
  func `a cancellation is told, whoever cancels, and nothing else any more`(party: CancellingParty) async throws {
    let booking = try await office.confirmed(.september(24, 10))
    try await office.cancel(booking.id, by: party, channel: party == .user ? .phone : nil)
    #expect(try await office.told(booking.id).filter { $0.hasSuffix("pending") } == ["cancelled pending"])
    let facts = try MessageFacts(of: try await office.message(.cancelled, about: booking.id))
    #expect(facts.status == party.ending.rawValue)
    #expect(facts.cancel_class == (party == .user ? "by_day_before" : nil))
  }

  @Test func `a refusal names its ground, a withdrawal is told nobody`() async throws {
    let declined = try await office.offered(.september(24, 10))
    try await office.decline(declined.id, .notEligible)
    #expect(
      try await office.told(declined.id) == ["offer dropped", "declined pending", "reminder_unconfirmed dropped"])
    let facts = try MessageFacts(of: try await office.message(.declined, about: declined.id))
    #expect(facts.decline_ground == "not_eligible")
    let withdrawn = try await office.offered(.september(24, 10))
    try await office.withdraw(withdrawn.id)
    #expect(try await office.told(withdrawn.id) == ["offer dropped", "reminder_unconfirmed dropped"])
  }

  @Test func `a lapse is told when it is written down, and not when it was confirmed in time after all`() async throws {
    let lapsed = try await office.offered(.september(24, 10))
    let saved = try await office.offered(.september(24, 10))
    try office.advance(to: .september(19, 0))
    try await database.store.writeDownDeadlines()
    #expect(try await office.told(lapsed.id) == ["offer dropped", "reminder_unconfirmed dropped", "lapsed pending"])
    try await office.confirm(saved.id, .september(24, 10), receivedAt: .september(18, 12))
    let told = try await office.told(saved.id)
    #expect(told.contains("lapsed dropped") && told.contains("details pending"))
  }

  @Test func `a no-show is told at the slot's end, unless it was none`() async throws {
    let absent = try await office.confirmed(.september(17, 10))
    let late = try await office.ready(.september(17, 10))
    try office.advance(to: .september(17, 10, 11))
    try await database.store.writeDownDeadlines()
    let message = try #require(try await office.messages(about: absent.id).first { $0.kind == .noShow })
    #expect(message.dueAt == .september(17, 10, 30) && message.status == .pending)
    try await office.reverse(late.id)
    #expect(try await office.told(late.id).contains("no_show dropped"))
    try await office.reverse(absent.id, to: .cancelledByOffice)
    #expect(try await office.told(absent.id).filter { $0.hasSuffix("pending") } == ["cancelled pending"])
  }

  @Test func `what is rolled back was never told`() async throws {
    let (kept, lost) = (try await office.offered(.september(17, 10)), try await office.offered(.september(17, 11)))
    // the holds are gone, so that each confirmation writes in vain at first and then claims anew
    _ = try await database.check("DELETE FROM allocations WHERE kind = 'hold'")
    try await office.confirm(kept.id, .september(17, 10))
    #expect(try await office.message(.details, about: kept.id) != nil)
    for _ in 0..<2 { _ = try await office.confirmed(.september(17, 11)) }
    await #expect(throws: DomainError.slotTaken(bookings: [])) {
      try await office.confirm(lost.id, .september(17, 11))
    }
    #expect(try await office.told(lost.id) == ["offer pending", "reminder_unconfirmed pending"])
  }

  @Test func `the gateway sees what is due, and only its own office's`() async throws {
    let booking = try await office.offered(.september(24, 10))
    #expect(try await office.messages(about: booking.id, by: .gateway).map(\.kind) == [.offer])
    #expect(try await office.messages(about: booking.id).allSatisfy { $0.facts == nil })
    #expect(try await database.kobe.messages(about: booking.id).isEmpty)
    try office.advance(to: .september(17, 9))
    #expect(try await office.messages(about: booking.id, by: .gateway).count == 2)
  }
}
