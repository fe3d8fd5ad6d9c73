import OfficeStore
import Scheduling
import Synchronization
import TestDatabase
import Testing

/// Rooms, counselors, licences and staff from files. 2804 has two counselors (職安 花子1, 2), rooms and Zoom licences.
struct ResourceImportTests {
  private let database: TestDatabase
  private let administration: Administration
  private var office: TestOffice { database.nishinomiya }

  init() async throws {
    database = try await TestDatabase.make()
    administration = Administration(owner: database.owner, clock: database.clock)
  }

  private func rows<Value>(_ values: Value..., of office: TestOffice? = nil) -> [ImportRow<Value>] {
    values.enumerated().map { index, value in
      ImportRow(number: index + 2, office: (office ?? self.office).office.code, value: value)
    }
  }

  private func names<Item>(_ resources: KeyPath<OfficeStore, Resources<Item>>, _ name: (Item) -> String)
    async throws -> [String]
  {
    try await office.store[keyPath: resources].list(limit: 200, after: nil, office.caller(), office.office).map(name)
  }

  /// What an import is refused for, as `row column code`.
  private func faults(_ work: () async throws -> ImportOutcome) async throws -> [String] {
    do {
      _ = try await work()
    } catch let refusal as ImportRefusal {
      return refusal.faults.map { "\($0.row) \($0.column) \($0.error.code)" }
    }
    return []
  }

  @Test func `what is new is made, what is known is kept, what isn't named stays`() async throws {
    let done = try await administration.importRooms(rows(Room(name: "ブース1"), Room(name: "ブース9")))
    #expect(done.created == 1 && done.updated == 0 && done.unchanged == 1)
    #expect(try await names(\.rooms, \.name) == ["ブース1", "ブース2", "ブース9"])
    let again = try await administration.importRooms(rows(Room(name: "ブース1"), Room(name: "ブース9")))
    #expect(again.created == 0 && again.unchanged == 2)
  }

  @Test func `importing again updates a counselor by name, who stays the same one`() async throws {
    let before = try await office.store.counselors.list(limit: 1, after: nil, office.caller(), office.office)
    let known = try #require(before.first)
    let done = try await administration.importCounselors(
      rows(Counselor(name: known.name, services: ["interview", "consultation"])))
    #expect(done.updated == 1 && done.created == 0)
    let after = try await office.store.counselors.find(known.id, office.caller(), office.office)
    #expect(after.services == ["consultation", "interview"])
  }

  @Test func `a dry run tells the same and writes nothing`() async throws {
    let done = try await administration.importRooms(rows(Room(name: "ブース9")), isDryRun: true)
    #expect(done.created == 1)
    #expect(try await names(\.rooms, \.name) == ["ブース1", "ブース2"])
  }

  @Test func `every fault of every row is told, and nothing is written`() async throws {
    let services = try await office.store.services.list(limit: 200, after: nil, office.caller(), office.office)
    let interview = try #require(services.first { $0.type.code == .interview })
    _ = try await office.store.services.retire(interview.id, office.context(by: .supervisor)) { Self.done }
    let wrong = rows(
      Counselor(name: "新人 一", services: ["consultation"]), Counselor(name: "新人 二", services: ["interview"]),
      Counselor(name: "新人 一", services: ["juggling"]))
    let strangers = [ImportRow(number: 9, office: try #require(OfficeCode("9999")), value: wrong[0].value)]
    let found = try await faults { try await administration.importCounselors(wrong + strangers) }
    #expect(
      found == [
        "3 services unknown_service", "4 services unknown_service", "4 name duplicate_name", "9 office not_found",
      ])
    #expect(try await names(\.counselors, \.name) == ["職安 花子1", "職安 花子2"])
  }

  @Test func `a service that a counselor gave already may have been retired since`() async throws {
    let services = try await office.store.services.list(limit: 200, after: nil, office.caller(), office.office)
    let placement = try #require(services.first { $0.type.code == .placement })
    _ = try await office.store.services.retire(placement.id, office.context(by: .supervisor)) { Self.done }
    let same = Counselor(name: "職安 花子1", services: ["consultation", "placement"])
    #expect(try await administration.importCounselors(rows(same)).unchanged == 1)
  }

  @Test func `a licence never becomes another vendor's`() async throws {
    let found = try await faults {
      try await administration.importLicences(
        rows(Licence(vendor: .teleoffice, name: "Zoom-1"), Licence(vendor: .teleoffice, name: "TeleOffice-2")))
    }
    #expect(found == ["2 name duplicate_name"])
    #expect(try await names(\.licences, \.name) == ["TeleOffice-1", "Zoom-1", "Zoom-2"])
  }

  @Test func `staff are counselors by name, and a new role takes their tokens`() async throws {
    _ = try await administration.importStaff(
      rows(
        StaffRecord(name: "窓口 一郎", role: .counselor, counselor: "職安 花子1"),
        StaffRecord(name: "統括 二郎", role: .supervisor, counselor: nil)))
    let members = try await administration.staff(of: office.office.code)
    let member = try #require(members.first { $0.name == "窓口 一郎" })
    #expect(member.counselor != nil && members.count == 2)
    let token = try await administration.createToken(for: member.id, of: office.office.code)
    let raised = rows(StaffRecord(name: "窓口 一郎", role: .supervisor, counselor: "職安 花子1"))
    #expect(try await administration.importStaff(raised).updated == 1)
    #expect(try await office.store.authenticate(token: token) == nil)
    let unknown = rows(StaffRecord(name: "誰か", role: .counselor, counselor: "誰も知らない"))
    #expect(try await faults { try await administration.importStaff(unknown) } == ["2 counselor unknown_counselor"])
  }

  @Test func `one file sets up several offices, and a fault in one changes none`() async throws {
    let both = rows(Room(name: "ブース9")) + rows(Room(name: "ブース8"), Room(name: "ブース8"), of: database.kobe)
    #expect(try await faults { try await administration.importRooms(both) } == ["3 name duplicate_name"])
    #expect(try await names(\.rooms, \.name) == ["ブース1", "ブース2"])
    #expect(try await administration.importRooms(Array(both.dropLast())).created == 2)
    #expect(try await database.kobe.rooms().count == 2)
  }

  @Test func `what one office has taken is taken back when a later one can't`() async throws {
    // offices come by their codes: 2801 is written before 2804 is judged
    let both = rows(Room(name: "ブース9"), of: database.kobe) + rows(Room(name: "ブース8"), Room(name: "ブース8"))
    #expect(try await faults { try await administration.importRooms(both) } == ["3 name duplicate_name"])
    #expect(try await database.kobe.rooms().count == 1)
    #expect(try await names(\.rooms, \.name) == ["ブース1", "ブース2"])
  }

  @Test func `a long file tells how far it has come, and ends with all of it`() async throws {
    let many = (0..<250).map {
      ImportRow(number: $0 + 2, office: office.office.code, value: Room(name: "個室\($0)"))
    }
    let told = Mutex<[Int]>([])
    _ = try await administration.importRooms(many) { done in told.withLock { $0.append(done) } }
    #expect(told.withLock { $0 } == [100, 200, 250])
  }

  private static let done = Answer(status: 204, body: [])
}
