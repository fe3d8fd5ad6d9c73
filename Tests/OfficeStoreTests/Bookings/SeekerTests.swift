import OfficeStore
import Scheduling
import TestDatabase
import Testing

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

  @Test func `another name under a known number becomes a task and a flag`() async throws {
    _ = try await database.nishinomiya.receive(.complete(number: "28990-00000001"))
    var application = Application.complete(number: "28990-00000001")
    #expect(try await database.nishinomiya.receive(application).flags.isEmpty)
    application.seeker.name = "職安 次郎"
    let differing = try await database.nishinomiya.receive(application)
    #expect(differing.flags == [.nameDiffers])
    let tasks = try await database.check("SELECT kind, booking_id FROM tasks")
    #expect(try tasks.map { try $0.decode(0, as: String.self) } == ["name_differs"])
    #expect(try tasks.first?.decode(1, as: BookingID.self) == differing.id)
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
