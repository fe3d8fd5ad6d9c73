import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct OfferTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `only a received or offered booking can be offered times`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    await #expect(throws: DomainError.illegalTransition(current: .confirmed)) {
      try await office.offer(booking.id, .september(17, 11))
    }
  }

  @Test(arguments: Declarations.Item.allCases)
  func `an application without a device, camera or app gets no offer`(item: Declarations.Item) async throws {
    var application = Application.complete()
    application.declarations = Declarations(device: item != .device, camera: item != .camera, app: item != .app)
    let booking = try await office.receive(application)
    await #expect(throws: DomainError.declarationMissing(item)) {
      try await office.offer(booking.id, .september(17, 10))
    }
    #expect(try await office.read(booking.id).status == .received)
  }

  @Test func `a vendor that the office has not enabled is refused`() async throws {
    let booking = try await database.kobe.receive()
    await #expect(throws: DomainError.vendorNotEnabled) {
      try await database.kobe.offer(booking.id, .september(17, 10), vendor: .teleoffice)
    }
  }

  @Test func `more candidates than the office allows are refused`() async throws {
    let booking = try await office.receive()
    await #expect(throws: DomainError.tooManyCandidates(max: 3)) {
      try await office.offer(
        booking.id, .september(17, 9), .september(17, 10), .september(17, 11), .september(17, 13))
    }
  }

  @Test func `a candidate that cannot be booked is refused by its index`() async throws {
    let booking = try await office.receive()
    await #expect(throws: DomainError.slot(.closedDay, index: 1)) {
      try await office.offer(booking.id, .september(17, 10), .september(21, 10))
    }
    await #expect(throws: DomainError.slot(.outsideHours, index: 0)) {
      try await office.offer(booking.id, .september(17, 16))
    }
  }

  @Test func `overlapping candidates are refused`() async throws {
    let booking = try await office.receive()
    await #expect(throws: DomainError.overlappingSlots) {
      try await office.offer(booking.id, .september(17, 10), .september(17, 10))
    }
  }

  @Test func `a slot past its cut-off is offered only by an override, until the slot's start`() async throws {
    let booking = try await office.receive()
    await #expect(throws: DomainError.pastCutoff) { try await office.offer(booking.id, .september(16, 15)) }
    let override = RuleOverride(rule: .confirmCutoff, reason: "本日の急ぎの相談")
    let offered = try await office.offer(
      booking.id, .september(16, 15), override: override, context: office.context(by: .supervisor))
    #expect(offered.offer?.deadline == .september(16, 15))
    #expect(try await office.events(of: booking.id).last?.reason == "本日の急ぎの相談")
  }

  @Test func `the deadline is the end of the second open day, or the cut-off when that is earlier`() async throws {
    #expect(try await office.offered(.september(24, 10)).offer?.deadline == .september(19, 0))
    #expect(try await office.offered(.september(24, 10), .september(18, 10)).offer?.deadline == .september(18, 0))
  }

  @Test func `an office without terms in force offers nothing`() async throws {
    let booking = try await office.receive()
    // as nobody may: what was announced stays
    try await database.superuser.withConnection {
      try await $0.execute(
        script: """
          SET session_replication_role = replica; UPDATE terms_versions SET effective_from = '2030-01-01 00:00+09';
          RESET session_replication_role
          """)
    }
    await #expect(throws: DomainError.noTermsInForce) { try await office.offer(booking.id, .september(17, 10)) }
    #expect(try await office.read(booking.id).status == .received)
  }

  @Test func `a service that nobody gives has no resources`() async throws {
    var application = Application.complete()
    application.service = "interview"
    let booking = try await office.receive(application)
    await #expect(throws: DomainError.noResources) { try await office.offer(booking.id, .september(17, 10)) }
  }

  @Test func `an offer names the version of the terms that it was sent with`() async throws {
    let offered = try await office.offered(.september(17, 10))
    let terms = try await database.check("SELECT id FROM terms_versions")
    #expect(try terms.first?.decode(0, as: TermsVersionID.self) == offered.offer?.termsVersion)
  }
}
