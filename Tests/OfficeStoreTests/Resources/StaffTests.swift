import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct StaffTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private var administration: Administration { Administration(owner: database.owner, clock: database.clock) }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a member's token tells the member, and a token of nobody tells none`() async throws {
    let member = try await add(StaffMember(name: "窓口 一郎", role: .supervisor, counselor: nil))
    let token = try await administration.createToken(for: member.id, of: office.office.code)
    let caller = try #require(try await bearer(of: token))
    #expect(caller.staff == member.id && caller.isStaff && caller.counselor == nil)
    #expect(caller.role == .supervisor && caller.scope == .office(office.office.code) && caller.name == "窓口 一郎")
    let anonymous = try await administration.createToken(
      role: .supervisor, scope: .office(office.office.code), name: "無名")
    #expect(try await bearer(of: anonymous)?.isStaff == false)
  }

  @Test func `a member's token tells which counselor the member is, and no other office's`() async throws {
    let counselors = try await office.store.counselors.list(limit: 1, after: nil, office.caller(), office.office)
    let counselor = try #require(counselors.first?.id)
    let member = try await add(StaffMember(name: "窓口 一郎", role: .counselor, counselor: counselor))
    let token = try await administration.createToken(for: member.id, of: office.office.code)
    #expect(try await bearer(of: token)?.counselor == counselor)
    try await change(member) { $0.counselor = nil }
    let caller = try #require(try await bearer(of: token))
    #expect(caller.isStaff && caller.counselor == nil)
  }

  @Test func `nobody gets a token of another role, of another office or of a member who left`() async throws {
    let member = try await add(StaffMember(name: "窓口 一郎", role: .counselor, counselor: nil))
    let code = office.office.code
    await #expect(throws: StaffTokenRefusal.otherRole(.counselor)) {
      try await administration.createToken(for: member.id, of: code, role: .officeHead)
    }
    await #expect(throws: StaffTokenRefusal.unknownMember) {
      try await administration.createToken(for: member.id, of: database.kobe.office.code)
    }
    try await retire(member)
    await #expect(throws: StaffTokenRefusal.unknownMember) {
      try await administration.createToken(for: member.id, of: code)
    }
  }

  @Test func `who leaves loses every token, and nobody else does`() async throws {
    let (leaving, staying) = (
      try await add(StaffMember(name: "去る 人", role: .counselor, counselor: nil)),
      try await add(StaffMember(name: "残る 人", role: .counselor, counselor: nil))
    )
    let code = office.office.code
    let lost = [
      try await administration.createToken(for: leaving.id, of: code),
      try await administration.createToken(for: leaving.id, of: code, name: "二つ目"),
    ]
    let kept = try await administration.createToken(for: staying.id, of: code)
    try await retire(leaving)
    for token in lost { #expect(try await bearer(of: token) == nil) }
    #expect(try await bearer(of: kept) != nil)
    _ = try await add(StaffMember(name: "去る 人", role: .counselor, counselor: nil))
  }

  @Test func `a new role takes the tokens of the old one, a new name takes none`() async throws {
    let member = try await add(StaffMember(name: "旧姓 花子", role: .counselor, counselor: nil))
    let token = try await administration.createToken(for: member.id, of: office.office.code)
    try await change(member) { $0.name = "新姓 花子" }
    #expect(try await bearer(of: token) != nil)
    try await change(member) { $0.role = .supervisor }
    #expect(try await bearer(of: token) == nil)
    let again = try await administration.createToken(for: member.id, of: office.office.code)
    #expect(try await bearer(of: again)?.role == .supervisor)
  }

  @Test func `a token that is made while its member leaves is lost too`() async throws {
    for round in 1...10 {
      let member = try await add(StaffMember(name: "去る \(round)", role: .counselor, counselor: nil))
      async let made = try? administration.createToken(for: member.id, of: office.office.code)
      try await retire(member)
      if let token = await made { #expect(try await bearer(of: token) == nil, "round \(round)") }
    }
  }

  @Test func `a member is a counselor of the own office, or of none`() async throws {
    let counselors = { (office: TestOffice) in
      try await office.store.counselors.list(limit: 10, after: nil, office.caller(), office.office)
    }
    let own = try #require(try await counselors(office).first)
    let foreign = try #require(try await counselors(database.kobe).first)
    let member = try await add(StaffMember(name: "窓口 一郎", role: .counselor, counselor: own.id))
    #expect(try await office.store.staff.find(member.id, office.caller(), office.office).counselor == own.id)
    await #expect(throws: DomainError.unknownCounselor) {
      try await add(StaffMember(name: "窓口 二郎", role: .counselor, counselor: foreign.id))
    }
    await #expect(throws: DomainError.unknownCounselor) { try await change(member) { $0.counselor = foreign.id } }
    await #expect(throws: DomainError.duplicateName) {
      try await add(StaffMember(name: "窓口 一郎", role: .supervisor, counselor: nil))
    }
  }

  /// Whose token it is, as a machine says that never saw it before.
  private func bearer(of token: String) async throws -> Caller? {
    try await OfficeStore(pool: database.app, clock: database.clock, logger: .silent).authenticate(token: token)
  }

  @discardableResult
  private func add(_ member: StaffMember) async throws -> StaffMember {
    _ = try await office.store.staff.create(member, office.context(by: .systemAdmin)) { _ in Self.done }
    return member
  }

  private func change(_ member: StaffMember, _ change: @escaping @Sendable (inout StaffMember) -> Void) async throws {
    _ = try await office.store.staff.update(member.id, office.context(by: .systemAdmin), change: change) { _ in
      Self.done
    }
  }

  private func retire(_ member: StaffMember) async throws {
    _ = try await office.store.staff.retire(member.id, office.context(by: .systemAdmin)) { Self.done }
  }

  private static let done = Answer(status: 204, body: [])
}
