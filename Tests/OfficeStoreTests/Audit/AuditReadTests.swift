import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// Whatever the store shows of a person, by the store's own calls: each leaves an entry.
struct AuditReadTests {
  private typealias Read = (name: String, ask: () async throws -> Void)

  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  /// What can be asked about a firm booking; a member of each collection is made before.
  private func reads(about booking: Booking) async throws -> [Read] {
    let (store, here, office, counselor, head) = (
      database.store, self.office, self.office.office, self.office.caller(), self.office.caller(.officeHead)
    )
    _ = try await store.addTask(note: "電話する", about: booking.id, here.context()) { _ in
      Answer(status: 201, body: [])
    }
    let task = try #require(try await store.tasks(StaffTaskQuery(), counselor, office).first)
    let message = try #require(try await here.messages(about: booking.id).first)
    let refusal = try await here.refuse(booking.seeker.id, from: .september(18, 0), by: .officeHead)
    let disclosure = try await here.ask(for: .booking(booking.id))
    return [
      ("booking", { _ = try await store.booking(booking.id, counselor, office) }),
      ("events", { _ = try await store.events(of: booking.id, counselor, office) }),
      ("contacts", { _ = try await store.contacts(of: booking.id, counselor, office) }),
      ("consents", { _ = try await store.consents(of: booking.id, counselor, office) }),
      ("standing", { _ = try await store.standing(ofPersonOf: booking.id, counselor, office) }),
      ("meeting", { _ = try await store.meeting(of: booking.id, here.caller(.gateway), office) }),
      ("bookings", { _ = try await store.bookings(BookingQuery(), counselor, office) }),
      ("tasks", { _ = try await store.tasks(StaffTaskQuery(), counselor, office) }),
      ("task", { _ = try await store.task(task.id, counselor, office) }),
      ("messages", { _ = try await store.messages(MessageQuery(), counselor, office) }),
      ("message", { _ = try await store.message(message.id, counselor, office) }),
      ("refusals", { _ = try await store.refusals(RefusalQuery(), counselor, office) }),
      ("refusal", { _ = try await store.refusal(refusal.id, counselor, office) }),
      ("disclosures", { _ = try await store.disclosures(DisclosureQuery(), head, office) }),
      ("disclosure", { _ = try await store.disclosure(disclosure.id, head, office) }),
    ]
  }

  @Test func `every read about a booking leaves one entry that names it`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    for read in try await reads(about: booking) {
      let entries = try await database.entries(of: office) { try await read.ask() }
      #expect(entries.map(\.kind) == ["read"] && entries.first?.bookings == [booking.id], "\(read.name)")
    }
  }

  @Test func `what is withheld was not seen, and leaves no entry`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let entries = try await database.entries(of: office) {
      await #expect(throws: DomainError.secretWithheld) {
        try await office.store.meeting(of: booking.id, office.caller(), office.office)
      }
    }
    #expect(entries.isEmpty)
  }
}
