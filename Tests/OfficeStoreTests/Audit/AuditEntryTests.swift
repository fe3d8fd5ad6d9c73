import Foundation
import Scheduling
import TestDatabase
import Testing

@testable import OfficeStore

/// What commands, reads and the clock leave behind.
struct AuditEntryTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a command leaves one entry that says who, on what occasion and about whom`() async throws {
    let occasion = Occasion(requestID: "0a1b", operation: "receiveApplication", purpose: .gateway)
    let gateway = office.caller(.gateway).acting(on: occasion)
    let booking = try await office.receive(
      .complete(number: "28990-1"), CommandContext(caller: gateway, office: office.office))
    let entries = try await database.entries(of: office)
    let entry = try #require(entries.first)
    #expect(entries.count == 1)
    #expect(entry.actor == "gateway:\(gateway.tokenID)" && entry.role == "gateway" && entry.purpose == "gateway")
    #expect(entry.requestID == "0a1b" && entry.operation == "receiveApplication")
    #expect(entry.kind == "change" && entry.outcome == "done" && entry.waivedRule == nil)
    #expect(entry.bookings == [booking.id] && entry.at == booking.createdAt)
    let keys = try #require(database.store.keys)
    #expect(entry.personKeyID == keys.currentID)
    #expect(entry.personDigests == [keys.digest(ofNumber: "28990-1", in: office.office).bytes])
    #expect(keys.digest(ofNumber: "28990-1", in: database.kobe.office).bytes != entry.personDigests[0])
  }

  @Test func `a refused command leaves nothing`() async throws {
    let booking = try await office.receive()
    let entries = try await database.entries(of: office) {
      await #expect(throws: DomainError.illegalTransition(current: .received)) { try await office.start(booking.id) }
      await #expect(throws: DomainError.notFound) { try await office.cancel(BookingID()) }
    }
    #expect(entries.isEmpty)
  }

  @Test func `a refusal that wrote a passed deadline down is told as a refusal`() async throws {
    let booking = try await office.offered(.september(24, 10))
    try office.advance(to: .september(20, 12))
    let entries = try await database.entries(of: office) {
      await #expect(throws: DomainError.illegalTransition(current: .lapsed)) { try await office.withdraw(booking.id) }
    }
    #expect(entries.map(\.outcome) == ["refused"] && entries.map(\.kind) == ["change"])
    #expect(entries.first?.bookings == [booking.id] && entries.first?.personDigests.count == 1)
  }

  @Test func `Art. 6(1): an override is named in the audit`() async throws {
    let booking = try await office.receive()
    let override = RuleOverride(rule: .confirmCutoff, reason: "本人の事情")
    let entries = try await database.entries(of: office) {
      try await office.offer(
        booking.id, .september(16, 14), override: override, context: office.context(by: .supervisor))
    }
    #expect(entries.map(\.waivedRule) == ["confirm_cutoff"])
  }

  @Test func `an answer that is shown again is a read of whom it shows`() async throws {
    let application = Application.complete()
    let answer = { @Sendable (booking: Booking, _: Office) in
      Answer(status: 201, body: Array(booking.seeker.name.utf8))
    }
    func apply() async throws -> Reply {
      let key = ReplayKey(key: "k", method: "POST", path: "/bookings", body: [1], token: "mdg_test")
      return try await office.store.receive(application, office.context(by: .gateway, replay: key), answer: answer)
    }
    let entries = try await database.entries(of: office) {
      let (first, second) = (try await apply(), try await apply())
      #expect(!first.replayed && second.replayed)
    }
    #expect(entries.map(\.kind) == ["change", "read"] && entries.map(\.outcome) == ["done", "replayed"])
    #expect(Set(entries.map(\.bookings)).count == 1 && Set(entries.map(\.personDigests)).count == 1)
    #expect(entries.first?.bookings.count == 1)
  }

  @Test func `what the clock writes down is an entry of the clock`() async throws {
    let silent = try await office.offered(.september(24, 10))
    try office.advance(to: .september(19, 0))
    let entries = try await database.entries(of: office) {
      try await database.store.writeDownDeadlines()
      try await database.store.writeDownDeadlines()
    }
    let entry = try #require(entries.first)
    #expect(entries.count == 1 && entry.bookings == [silent.id] && entry.personDigests.count == 1)
    #expect(entry.actor == "clock" && entry.role == "clock" && entry.purpose == "maintenance")
    #expect(entry.operation == "writeDownDeadlines" && entry.requestID == nil)
  }

  @Test func `a read of one booking or its history names its person, and one of nothing leaves nothing`() async throws {
    let booking = try await office.receive(.complete(number: "28990-1"))
    let entries = try await database.entries(of: office) {
      _ = try await office.read(booking.id)
      _ = try await office.events(of: booking.id)
      await #expect(throws: DomainError.notFound) { try await office.read(BookingID()) }
    }
    #expect(entries.map(\.kind) == ["read", "read"] && entries.allSatisfy { $0.bookings == [booking.id] })
    let keys = try #require(database.store.keys)
    #expect(entries.allSatisfy { $0.personDigests == [keys.digest(ofNumber: "28990-1", in: office.office).bytes] })
  }

  @Test func `a list names what it showed, and an empty one nobody`() async throws {
    var ids: [BookingID] = []
    for _ in 0..<3 { ids.append(try await office.receive().id) }
    let entries = try await database.entries(of: office) {
      let shown = try await office.list(.received)
      let nobody = try await office.list(.held)
      #expect(shown.count == 3 && nobody.isEmpty)
    }
    #expect(entries.count == 1 && entries.first.map { Set($0.bookings) } == Set(ids))
    #expect(entries.first?.personDigests.count == 3)
  }

  @Test func `a search keeps whom it looked for, found or not`() async throws {
    let number = try #require(JobSeekerNumber(typed: "28990-99"))
    let entries = try await database.entries(of: office) {
      _ = try await office.store.search(BookingSearch(number: number), office.context()) { _ in
        Answer(status: 200, body: [])
      }
    }
    let keys = try #require(database.store.keys)
    #expect(entries.map(\.kind) == ["read"] && entries.first?.bookings == [])
    #expect(entries.first?.personDigests == [keys.digest(ofNumber: "28990-99", in: office.office).bytes])
  }

  @Test func `resources, hours and what is free show nobody`() async throws {
    let entries = try await database.entries(of: office) {
      _ = try await office.counselors()
      _ = try await office.free(at: .september(17, 10))
      _ = try await office.store.policy(office.caller(), office.office)
    }
    #expect(entries.isEmpty)
  }
}
