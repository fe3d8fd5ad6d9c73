import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Corrections of what was applied for.
struct AmendTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private let start = Instant.september(17, 10)

  init() async throws { database = try await TestDatabase.make() }

  @Test func `what is named changes, the rest stays, and the event names the fields alone`() async throws {
    let booking = try await office.receive()
    let amended = try await office.amend(booking.id) {
      $0.seeker.kana = "ショクアン ジロウ"
      $0.camera = false
      $0.wishes = [.september(18, 9), .september(18, 13)]
    }
    #expect(amended.version == 2)
    #expect(amended.seeker.kana == "ショクアン ジロウ" && amended.seeker.name == booking.seeker.name)
    #expect(amended.declarations == Declarations(device: true, camera: false, app: true))
    #expect(amended.wishes.map(\.start) == [.september(18, 9), .september(18, 13)])
    let event = try #require(try await office.events(of: booking.id).last)
    #expect(event.kind == "amended")
    #expect(event.fields == ["seeker/kana", "declarations/camera", "wishes"])
    let data = try await database.check("SELECT data::text FROM booking_events WHERE kind = 'amended'")
    #expect(try data.first?.decode(0, as: String.self).contains("ジロウ") == false)
  }

  @Test func `what corrects nothing makes no version`() async throws {
    let booking = try await office.receive()
    let same = try await office.amend(booking.id) { $0.seeker.name = booking.seeker.name }
    #expect(same.version == 1)
    #expect(try await office.events(of: booking.id).count == 1)
  }

  @Test func `wishes are judged like those of an application, and closed by an offer`() async throws {
    let booking = try await office.receive()
    await #expect(throws: DomainError.slot(.closedDay, index: 1)) {
      try await office.amend(booking.id) { $0.wishes = [.september(18, 9), .september(19, 9)] }
    }
    try await office.offer(booking.id, start)
    await #expect(throws: DomainError.illegalTransition(current: .offered)) {
      try await office.amend(booking.id) { $0.wishes = [.september(18, 9)] }
    }
  }

  @Test func `a companion announced from the start on is late, and who was announced before is not`() async throws {
    let booking = try await office.confirmed(start)
    let interpreter = Companion(role: .interpreter, language: "vi")
    try await office.amend(booking.id) { $0.companions = [interpreter] }
    try office.advance(to: start)
    let late = try await office.amend(booking.id) { $0.companions = [interpreter, Companion(role: .helper)] }
    #expect(late.companions.map(\.isLate) == [false, true])
    #expect(late.flags.contains(.companionLate))
    let mended = try await office.amend(booking.id) {
      $0.companions = [Companion(role: .helper, note: "母"), interpreter]
    }
    #expect(mended.companions.map(\.isLate) == [true, false])
  }

  @Test func `a companion is late once the session runs, although its slot has not begun`() async throws {
    let booking = try await office.ready(start)
    try office.advance(to: .september(17, 9, 50))
    try await office.start(booking.id)
    let amended = try await office.amend(booking.id) { $0.companions = [Companion(role: .helper)] }
    #expect(amended.companions.map(\.isLate) == [true])
  }

  @Test func `another number makes it another person's, whose time it takes`() async throws {
    let other = try await office.receive(.complete(number: "28990-777"))
    let booking = try await office.confirmed(start)
    let amended = try await office.amend(booking.id) { $0.seeker.number = JobSeekerNumber(typed: "28990-777") }
    #expect(amended.seeker.id == other.seeker.id)
    #expect(amended.seeker.jobSeekerNumber == "28990-777")
    await #expect(throws: DomainError.seekerBusy) { try await office.offer(other.id, start) }
    let typed = try await database.check("SELECT seeker_id FROM allocations")
    #expect(try typed.first?.decode(0, as: SeekerID.self) == other.seeker.id)
  }

  @Test func `a number nobody has yet makes a person`() async throws {
    let booking = try await office.offered(start, number: nil)
    let amended = try await office.amend(booking.id) { $0.seeker.number = JobSeekerNumber(typed: "28990ー888") }
    #expect(amended.seeker.id != booking.seeker.id)
    #expect(amended.seeker.jobSeekerNumber == "28990-888")
    #expect(try await office.confirm(booking.id, start).status == .confirmed)
  }

  @Test func `the number of somebody who is busy then is refused, and nothing has changed`() async throws {
    let busy = try await office.offered(start, number: "28990-999")
    let booking = try await office.confirmed(start)
    await #expect(throws: DomainError.seekerBusy) {
      try await office.amend(booking.id) { $0.seeker.number = JobSeekerNumber(typed: "28990-999") }
    }
    #expect(try await office.read(booking.id).version == booking.version)
    try await office.withdraw(busy.id)
    try await office.amend(booking.id) { $0.seeker.number = JobSeekerNumber(typed: "28990-999") }
  }

  @Test func `an expired hold of the new person is nobody's reason to refuse`() async throws {
    let silent = try await office.offered(.september(24, 10), number: "28990-555")
    let id = try await office.receive().id
    try office.advance(to: .september(18, 23))
    try await office.offer(id, .september(24, 10))
    try office.advance(to: .september(19, 0))
    #expect(try await office.read(silent.id).status == .lapsed)
    let amended = try await office.amend(id) { $0.seeker.number = JobSeekerNumber(typed: "28990-555") }
    #expect(amended.seeker.id == silent.seeker.id)
  }

  @Test func `a corrected name overwrites nobody and becomes a task`() async throws {
    let booking = try await office.receive()
    let amended = try await office.amend(booking.id) { $0.seeker.name = "職安 次郎" }
    #expect(amended.flags == [.nameDiffers])
    let names = try await database.check("SELECT name FROM seekers")
    #expect(try names.map { try $0.decode(0, as: String.self) } == ["職安 太郎"])
    #expect(try await database.check("SELECT 1 FROM tasks WHERE kind = 'name_differs'").count == 1)
  }
}
