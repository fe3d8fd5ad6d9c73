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
    (Instant.september(16, 8), SlotError.inThePast), (.september(19, 10), .closedDay),
    (.september(22, 10), .closedDay), (.september(17, 12, 30), .outsideHours),
    (.september(17, 15, 45), .outsideHours), (.september(17, 10, 15), .offGrid),
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
