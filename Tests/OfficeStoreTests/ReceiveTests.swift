import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ReceiveTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `an unknown service is refused`() async throws {
    var application = Application.complete()
    application.service = "fortune_telling"
    await #expect(throws: DomainError.unknownService) { try await office.receive(application) }
  }

  @Test func `an office that asks for the number to apply refuses an application without one`() async throws {
    let unnumbered = Application.complete(number: nil)
    #expect(try await office.receive(unnumbered).seeker.jobSeekerNumber == nil)
    try await office.setPolicy { $0.jobSeekerNumberRequiredAt = .application }
    await #expect(throws: DomainError.jobSeekerNumberRequired) { try await office.receive(.complete(number: nil)) }
  }

  @Test(arguments: [
    (Instant.september(16, 8), SlotError.inThePast), (.september(19, 10), .closedDay), (.september(22, 10), .closedDay),
    (.september(17, 12, 30), .outsideHours), (.september(17, 15, 45), .outsideHours), (.september(17, 10, 15), .offGrid),
  ])
  func `a wish that cannot be booked is refused by its index`(start: Instant, error: SlotError) async throws {
    let application = Application.complete(wishes: [.september(17, 10), start])
    await #expect(throws: DomainError.slot(error, index: 1)) { try await office.receive(application) }
  }

  @Test func `a refused application leaves nothing behind`() async throws {
    let application = Application.complete(wishes: [.september(19, 10)])
    await #expect(throws: DomainError.self) { try await office.receive(application) }
    #expect(try await database.check("SELECT 1 FROM bookings").isEmpty)
    #expect(try await database.check("SELECT 1 FROM seekers").isEmpty)
  }
}

struct SeekerTests {
  private let database: TestDatabase

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a known number matches the person and never overwrites the name`() async throws {
    let first = try await database.nishinomiya.receive(.complete(number: "28990-00000001"))
    var application = Application.complete(number: "２８９９０ー００００００01")
    application.seeker.name = "職安 次郎"
    let second = try await database.nishinomiya.receive(application)
    #expect(second.seeker.id == first.seeker.id)
    #expect(second.seeker.name == "職安 次郎")
    #expect(second.seeker.jobSeekerNumber == "28990-00000001")
    let people = try await database.check("SELECT name FROM seekers")
    #expect(try people.map { try $0.decode(0, as: String.self) } == ["職安 太郎"])
    let typed = try await database.check("SELECT seeker_number_typed FROM bookings ORDER BY created_at")
    #expect(try typed.last?.decode(0, as: String.self) == "２８９９０ー００００００01")
  }

  @Test func `applications without a number are persons of their own`() async throws {
    let first = try await database.nishinomiya.receive(.complete(number: nil))
    let second = try await database.nishinomiya.receive(.complete(number: nil))
    #expect(first.seeker.id != second.seeker.id)
  }

  @Test func `the same number in two offices is two persons`() async throws {
    let here = try await database.nishinomiya.receive(.complete(number: "28990-1"))
    let there = try await database.kobe.receive(.complete(number: "28990-1"))
    #expect(here.seeker.id != there.seeker.id)
  }
}
