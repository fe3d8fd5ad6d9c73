import AdminAPI
import Foundation
import OfficeStore
import Scheduling

/// The sample offices with their rooms, counselors, staff, licences and terms; loaded once.
struct Samples {
  let folder: String
  let deployment: Deployment

  func load(_ administration: Administration) async throws {
    try await deployment.asApp(connections: 2) { store in
      if try await store.allOffices().isEmpty { try await load(administration, store) }
    }
  }

  private func load(_ administration: Administration, _ store: OfficeStore) async throws {
    print("loading the sample offices …")
    _ = try await administration.importOffices(OfficeSheet.read("\(folder)/offices.csv"))
    _ = try await RoomSheet.load("\(folder)/rooms.csv", administration)
    _ = try await CounselorSheet.load("\(folder)/counselors.csv", administration)
    _ = try await StaffSheet.load("\(folder)/staff.csv", administration)
    _ = try await LicenceSheet.load("\(folder)/licences.csv", administration)
    try await loadCredentials(store)
    let path = "\(folder)/terms/online-counseling.txt"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let date = CivilDate(iso: "2026-04-01") else {
      throw Sentence("\(path) cannot be read")
    }
    _ = try await administration.publishTerms(TermsDraft(text, effectiveFrom: date, ground: .initial), by: .ministry)
  }

  /// What each licence shows for every meeting: sealed, and so a matter of the service's own role and keys.
  private func loadCredentials(_ store: OfficeStore) async throws {
    let offices = Dictionary(uniqueKeysWithValues: try await store.allOffices().map { ($0.code, $0) })
    for row in try credentials() {
      guard let office = offices[row.office] else { throw Sentence("\(folder): there is no office \(row.office)") }
      let context = CommandContext(caller: .operatorAtCommandLine, office: office)
      let licences = try await store.licences.list(limit: 200, after: nil, context.caller, office)
      guard let licence = licences.first(where: { $0.name == row.licence }),
        let credentials = MeetingCredentials(licence.vendor, parts: row.parts)
      else { throw Sentence("\(folder)/credentials.csv: \(row.licence) is not what its vendor gives out") }
      _ = try await store.setCredentials(credentials, of: licence.id, context) { _ in Answer(status: 204, body: []) }
    }
  }

  private typealias Credentials = (office: OfficeCode, licence: String, parts: [MeetingPart: String])

  private func credentials() throws -> [Credentials] {
    let parts = MeetingPart.allCases
    let header = ["office", "licence"] + parts.map(\.rawValue)
    return try Sheet<Credentials>.read("\(folder)/credentials.csv", header: header) { row in
      let office = row.required("office", TextFormat<OfficeCode>.pattern("9999") { OfficeCode($0) })
      let licence = row.required("licence", .line(ResourceLimits.name))
      var given: [MeetingPart: String] = [:]
      for part in parts { given[part] = row.optional(part.rawValue, .line(500)) ?? "" }
      guard let office, let licence else { return nil }
      return (office, licence, given)
    }.values()
  }
}
