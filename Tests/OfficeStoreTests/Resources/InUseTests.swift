import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// What has been retired is named by nothing new, and by what named it before it may go on being named.
struct InUseTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  private func retireInterviews() async throws {
    let services = try await office.store.services.list(limit: 200, after: nil, office.caller(), office.office)
    let interview = try #require(services.first { $0.type.code == .interview })
    _ = try await office.store.services.retire(interview.id, office.context(by: .supervisor)) { Self.done }
  }

  private func add(_ counselor: Counselor) async throws {
    _ = try await office.store.counselors.create(counselor, office.context(by: .supervisor)) { _ in Self.done }
  }

  private func change(_ counselor: Counselor, _ change: @escaping @Sendable (inout Counselor) -> Void) async throws {
    let context = office.context(by: .supervisor)
    _ = try await office.store.counselors.update(counselor.id, context, change: change) { _ in Self.done }
  }

  @Test func `a retired service is taken up by no counselor, and kept by one who gives it`() async throws {
    let giving = Counselor(name: "相談 一", services: ["consultation", "interview"])
    let other = Counselor(name: "相談 二", services: ["consultation"])
    try await add(giving)
    try await add(other)
    try await retireInterviews()
    await #expect(throws: DomainError.unknownService) {
      try await add(Counselor(name: "相談 三", services: ["interview"]))
    }
    await #expect(throws: DomainError.unknownService) { try await change(other) { $0.services = ["interview"] } }
    try await change(giving) { $0.name = "相談 壱" }
    let kept = try await office.store.counselors.find(giving.id, office.caller(), office.office)
    #expect(kept.name == "相談 壱" && kept.services == ["consultation", "interview"])
    #expect(try await database.check("SELECT 1 FROM counselors WHERE name = '相談 三'").isEmpty)
  }

  @Test func `a retired counselor is no new member, and stays the one of a member who was`() async throws {
    let counselor = Counselor(name: "相談 一", services: ["consultation"])
    try await add(counselor)
    let context = office.context(by: .systemAdmin)
    let member = StaffMember(name: "相談 一", role: .counselor, counselor: counselor.id)
    _ = try await office.store.staff.create(member, context) { _ in Self.done }
    _ = try await office.store.counselors.retire(counselor.id, office.context(by: .supervisor)) { Self.done }
    let late = StaffMember(name: "相談 二", role: .counselor, counselor: counselor.id)
    await #expect(throws: DomainError.unknownCounselor) {
      try await office.store.staff.create(late, context) { _ in Self.done }
    }
    _ = try await office.store.staff.update(member.id, context, change: { $0.name = "相談 壱" }) { _ in Self.done }
    let kept = try await office.store.staff.find(member.id, office.caller(), office.office)
    #expect(kept.name == "相談 壱" && kept.counselor == counselor.id)
  }

  @Test func `a reservation takes no further time in a retired room, but may be shortened or renamed`() async throws {
    let room = try #require(try await office.rooms().first)
    let slot = Slot(start: .september(17, 10), minutes: 60)
    let made = try #require(try await office.reserve(room, slot).first)
    _ = try await office.store.rooms.retire(room, office.context(by: .supervisor)) { Self.done }
    await #expect(throws: DomainError.unknownRoom) {
      try await office.change(made.id) { $0.end = .september(17, 12) }
    }
    await #expect(throws: DomainError.unknownRoom) {
      try await office.change(made.id) {
        $0.start = .september(18, 10)
        $0.end = .september(18, 11)
      }
    }
    #expect(try await office.change(made.id) { $0.purpose = "面談" }.purpose == "面談")
    let shorter = try await office.change(made.id) { $0.end = .september(17, 10, 30) }
    #expect(shorter.slot == Slot(start: .september(17, 10), minutes: 30))
  }

  private static let done = Answer(status: 204, body: [])
}
