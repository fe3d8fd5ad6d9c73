import Foundation
import OfficeStore
import Scheduling

/// The sample offices with their rooms, counselors, staff, licences and terms; loaded once.
struct Samples {
  let folder: String
  let deployment: Deployment

  func load(_ administration: Administration) async throws {
    let pool = try deployment.appPool { $0.maximumConnections = 2 }
    do {
      let store = OfficeStore(pool: pool, clock: deployment.clock, logger: deployment.logger, keys: deployment.keys)
      if try await store.allOffices().isEmpty { try await load(administration, store) }
    } catch {
      await pool.shutdown()
      throw error
    }
    await pool.shutdown()
  }

  private func load(_ administration: Administration, _ store: OfficeStore) async throws {
    print("loading the sample offices …")
    _ = try await administration.importOffices(OfficeSheet.read("\(folder)/offices.csv"))
    let offices = Dictionary(uniqueKeysWithValues: try await store.allOffices().map { ($0.code.text, $0) })
    let done = { Answer(status: 204, body: []) }
    func context(_ row: [String: String]) throws -> CommandContext {
      guard let office = row["office"].flatMap({ offices[$0] }) else {
        throw Sentence("\(folder): there is no office \(row["office"] ?? "")")
      }
      return CommandContext(caller: .operatorAtCommandLine, office: office)
    }
    for row in try rows("rooms.csv", ["office", "name"]) {
      _ = try await store.rooms.create(Room(name: row["name"] ?? ""), context(row)) { _ in done() }
    }
    for row in try rows("counselors.csv", ["office", "name", "services"]) {
      let services = (row["services"] ?? "").split(separator: ";").map(String.init)
      let counselor = Counselor(name: row["name"] ?? "", services: services)
      _ = try await store.counselors.create(counselor, context(row)) { _ in done() }
    }
    try await loadStaff(store, context)
    try await loadLicences(store, context)
    let path = "\(folder)/terms/online-counseling.txt"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let date = CivilDate(iso: "2026-04-01") else {
      throw Sentence("\(path) cannot be read")
    }
    _ = try await administration.publishTerms(text, by: .ministry, effectiveFrom: date, ground: .initial)
  }

  /// A member who is a counselor is named by the counselor's name.
  private func loadStaff(_ store: OfficeStore, _ place: ([String: String]) throws -> CommandContext) async throws {
    for row in try rows("staff.csv", ["office", "name", "role", "counselor"]) {
      let context = try place(row)
      guard let role = row["role"].flatMap(Role.init(rawValue:)), role.isOfficeStaff else {
        throw Sentence("\(folder)/staff.csv: '\(row["role"] ?? "")' is no role of an office's staff")
      }
      let counselors = try await store.counselors.list(limit: 200, after: nil, context.caller, context.office)
      let counselor = counselors.first { $0.name == row["counselor"] }
      let member = StaffMember(name: row["name"] ?? "", role: role, counselor: counselor?.id)
      _ = try await store.staff.create(member, context) { _ in Answer(status: 204, body: []) }
    }
  }

  /// With what each shows for every meeting.
  private func loadLicences(_ store: OfficeStore, _ place: ([String: String]) throws -> CommandContext) async throws {
    let parts = MeetingPart.allCases
    for row in try rows("licences.csv", ["office", "vendor", "name"] + parts.map(\.rawValue)) {
      let context = try place(row)
      let given = Dictionary(uniqueKeysWithValues: parts.map { ($0, row[$0.rawValue] ?? "") })
      guard let vendor = row["vendor"].flatMap(Vendor.init(rawValue:)),
        let credentials = MeetingCredentials(vendor, parts: given)
      else { throw Sentence("\(folder)/licences.csv: \(row["name"] ?? "") is not what its vendor gives out") }
      let licence = Licence(vendor: vendor, name: row["name"] ?? "")
      _ = try await store.licences.create(licence, context) { _ in Answer(status: 204, body: []) }
      _ = try await store.setCredentials(credentials, of: licence.id, context) { _ in Answer(status: 204, body: []) }
    }
  }

  private func rows(_ file: String, _ header: [String]) throws -> [[String: String]] {
    try Sheet.read("\(folder)/\(file)", header: header) { .success($0) }
  }
}
