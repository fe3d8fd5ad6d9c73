import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct ServiceTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let done = Answer(status: 200, body: [])

  init() async throws { database = try await TestDatabase.make() }

  private func services(_ office: TestOffice) async throws -> [OfficeService] {
    try await office.store.services.list(limit: 50, after: nil, office.caller(), office.office)
  }

  private func seminar(minutes: Int) throws -> OfficeService {
    OfficeService(
      ServiceType(code: try #require(ServiceCode("seminar")), nameJa: "就職講座", nameEn: "Seminar", minutes: minutes))
  }

  private func create(_ service: OfficeService) async throws {
    _ = try await office.store.services.create(service, office.context(by: .supervisor)) { _ in done }
  }

  private func retire(_ code: String) async throws {
    let service = try #require(try await services(office).first { $0.type.code.text == code })
    _ = try await office.store.services.retire(service.id, office.context(by: .supervisor)) { done }
  }

  private func application(_ service: String) -> Application {
    var application = Application.complete()
    application.service = service
    return application
  }

  @Test func `every office has the four services of the terms`() async throws {
    for office in [database.nishinomiya, database.kobe] {
      let types = try await services(office).map(\.type)
      #expect(Set(types) == Set(ServiceType.seeded) && types.count == 4)
    }
  }

  @Test func `an office's own service is its own`() async throws {
    try await create(seminar(minutes: 60))
    let booking = try await office.receive(application("seminar"))
    #expect(booking.wishes.first?.duration == .seconds(3600))
    let kobe = database.kobe
    await #expect(throws: DomainError.unknownService) { try await kobe.receive(application("seminar")) }
    await #expect(throws: DomainError.alreadyExists) { try await create(seminar(minutes: 30)) }
  }

  @Test func `another length counts for new applications only`() async throws {
    let before = try await office.receive()
    let service = try #require(try await services(office).first { $0.type.code == .consultation })
    _ = try await office.store.services.update(
      service.id, office.context(by: .supervisor), change: { $0.type.minutes = 60 }
    ) { _ in done }
    let kept = try await office.offer(before.id, .september(17, 11, 30))
    #expect(kept.offer?.slots.first?.duration == .seconds(1800))
    #expect(try await office.confirm(before.id, .september(17, 11, 30)).agreement?.slot.duration == .seconds(1800))
    #expect(try await office.receive().wishes.first?.duration == .seconds(3600))
  }

  @Test func `a retired service takes no application and keeps its bookings`() async throws {
    let before = try await office.receive()
    try await retire("consultation")
    await #expect(throws: DomainError.unknownService) { try await office.receive() }
    await #expect(throws: DomainError.unknownService) { try await office.free(at: .september(17, 10)) }
    #expect(try await office.offer(before.id, .september(17, 10)).status == .offered)
    #expect(try await office.confirm(before.id, .september(17, 10)).service == "consultation")
  }

  @Test func `a retired code may come back, and an import does not bring it`() async throws {
    try await create(seminar(minutes: 60))
    try await retire("seminar")
    let revived = try seminar(minutes: 90)
    try await create(revived)
    let found = try await office.store.services.find(revived.id, office.caller(), office.office)
    #expect(found.type.minutes == 90)

    try await retire("interview")
    let record = OfficeRecord(
      code: office.office.code, bureau: office.office.bureau, name: office.office.name, phone: "000-000-0000",
      zone: office.office.zone, windows: try OpeningWindow.list("09:00-12:00;13:00-16:00"), vendors: [.zoom])
    _ = try await Administration(owner: database.owner, clock: database.clock).importOffices([record])
    #expect(
      try await services(office).map(\.type.code.text) == [
        "consultation", "managed_selection", "placement", "seminar",
      ])
  }
}
