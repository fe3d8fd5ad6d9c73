import OfficeStore
import Postgres
import Scheduling

/// What every test finds: two offices of bureau 28 with terms in force, and a caller of each role for either.
struct Seed: Sendable {
  let offices: [OfficeCode: Office]
  let callers: [OfficeCode: [Role: Caller]]

  /// An office and a caller of each of its roles.
  typealias Staffed = (office: Office, callers: [Role: Caller])

  /// Something that must be there is not.
  struct Missing: Error {}

  static func plant(owner: Pool, app: Pool) async throws -> Seed {
    let clock = ServiceClock(startingAt: .september(16, 8))
    _ = try await Migrator(owner: owner, clock: clock).run()
    let administration = Administration(owner: owner, clock: clock)
    let store = OfficeStore(pool: app, clock: clock, logger: .silent, keys: TestDatabase.keys)
    let records = [
      try record("2804", "ハローワーク西宮", [.zoom, .teleoffice]), try record("2801", "ハローワーク神戸", [.zoom]),
    ]
    _ = try await administration.importOffices(records)
    guard let bureau = BureauCode("28"), let date = CivilDate(iso: "2023-01-16") else { throw Missing() }
    _ = try await administration.publishTerms(
      TermsDraft("利用規約", effectiveFrom: date, ground: .initial), by: .bureau(bureau))

    var offices: [OfficeCode: Office] = [:]
    var callers: [OfficeCode: [Role: Caller]] = [:]
    for code in records.map(\.code) {
      offices[code] = try await store.office(code: code)
      for role in [Role.counselor, .supervisor, .officeHead, .gateway] {
        let token = try await administration.createToken(role: role, scope: .office(code), name: role.rawValue)
        callers[code, default: [:]][role] = try await store.authenticate(token: token)
      }
    }
    let seed = Seed(offices: offices, callers: callers)
    try await seed.equip("2804", counselors: 2, rooms: 2, zoom: 2, teleoffice: 1, store)
    try await seed.equip("2801", counselors: 1, rooms: 1, zoom: 1, teleoffice: 0, store)
    return seed
  }

  /// Monday to Friday, 9:00–12:00 and 13:00–16:00 (A2).
  static func record(_ code: String, _ name: String, _ vendors: [Vendor], bureau: String = "28") throws -> OfficeRecord
  {
    guard let code = OfficeCode(code), let bureau = BureauCode(bureau), let zone = OfficeZone(identifier: "Asia/Tokyo")
    else { throw Missing() }
    return OfficeRecord(
      code: code, bureau: bureau, name: name, phone: "000-000-0000", zone: zone,
      windows: ["09:00-12:00", "13:00-16:00"].compactMap { OpeningWindow($0) }, vendors: vendors)
  }

  func office(_ text: String) throws -> Staffed {
    guard let code = OfficeCode(text), let office = offices[code], let callers = callers[code] else { throw Missing() }
    return (office, callers)
  }

  private func equip(
    _ code: String, counselors: Int, rooms: Int, zoom: Int, teleoffice: Int, _ store: OfficeStore
  ) async throws {
    let (office, callers) = try office(code)
    guard let supervisor = callers[.supervisor] else { throw Missing() }
    let context = CommandContext(caller: supervisor, office: office)
    let done = Answer(status: 201, body: [])
    for number in 0..<counselors {
      let counselor = Counselor(name: "職安 花子\(number + 1)", services: ["consultation", "placement"])
      _ = try await store.counselors.create(counselor, context) { _ in done }
    }
    for number in 0..<rooms {
      _ = try await store.rooms.create(Room(name: "ブース\(number + 1)"), context) { _ in done }
    }
    for (vendor, count) in [(Vendor.zoom, zoom), (.teleoffice, teleoffice)] {
      for number in 0..<count {
        let licence = Licence(vendor: vendor, name: "\(vendor.displayName)-\(number + 1)")
        _ = try await store.licences.create(licence, context) { _ in done }
        let credentials = MeetingCredentials.sample(number + 1, of: vendor)
        _ = try await store.setCredentials(credentials, of: licence.id, context) { _ in done }
      }
    }
  }
}

extension Instant {
  /// A time of September 2026 in Tokyo: the 16th is a Wednesday, the 19th to the 23rd are closed days.
  public static func september(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    // 2026-09-01T00:00+09:00
    Instant(secondsSinceEpoch: 1_788_188_400).adding(minutes: ((day - 1) * 24 + hour) * 60 + minute)
  }
}
