import Postgres
import Scheduling

/// A member of staff as a file describes one.
public struct StaffRecord: Sendable {
  /// The name, 1–100 characters.
  public var name: String
  /// counselor, supervisor or office_head.
  public var role: Role
  /// The name of the counselor that the member is, if any.
  public var counselor: String?

  /// A member made of its parts.
  public init(name: String, role: Role, counselor: String?) {
    self.name = name
    self.role = role
    self.counselor = counselor
  }
}

/// What an office holds sessions with, from files. Importing again updates by name; what a file doesn't name stays. All of
/// them throw `ImportRefusal` with every fault, `notFound` at `office` and `duplicateName` at `name` among them.
extension Administration {
  /// 個室ブース.
  public func importRooms(
    _ rows: [ImportRow<Room>], isDryRun: Bool = false, progress: ImportProgress = { _ in }
  ) async throws -> ImportOutcome {
    try await take(rows, as: "importRooms", isDryRun: isDryRun, progress: progress) { session, rows in
      let known = try await session.run([Room.table.all(in: session)])[0].map(Room.table.decode)
      return ImportPlan(rows, knowing: known, by: Room.table, in: session)
    }
  }

  /// 職業相談員. Refuses `unknownService` at `services`: what a counselor gave already may have been retired since.
  public func importCounselors(
    _ rows: [ImportRow<Counselor>], isDryRun: Bool = false, progress: ImportProgress = { _ in }
  ) async throws -> ImportOutcome {
    try await take(rows, as: "importCounselors", isDryRun: isDryRun, progress: progress) { session, rows in
      let read = try await session.run([
        Counselor.table.all(in: session), OfficeService.table.all(in: session),
      ])
      let services = Set(try read[1].map(OfficeService.table.decode).map(\.type.code.text))
      return ImportPlan(
        rows, knowing: try read[0].map(Counselor.table.decode), by: Counselor.table, in: session
      ) { row, old in
        services.union(old?.services ?? []).isSuperset(of: row.value.services)
          ? [] : [row.fault("services", .unknownService)]
      }
    }
  }

  /// 会議ライセンス. A licence's vendor never changes: another one's is `duplicateName`.
  public func importLicences(
    _ rows: [ImportRow<Licence>], isDryRun: Bool = false, progress: ImportProgress = { _ in }
  ) async throws -> ImportOutcome {
    try await take(rows, as: "importLicences", isDryRun: isDryRun, progress: progress) { session, rows in
      let known = try await session.run([Licence.table.all(in: session)])[0].map(Licence.table.decode)
      return ImportPlan(rows, knowing: known, by: Licence.table, in: session) { row, old in
        old.map { $0.vendor == row.value.vendor } ?? true ? [] : [row.fault("name", .duplicateName)]
      }
    }
  }

  /// 職員. Refuses `unknownCounselor` at `counselor`. A new role takes the tokens of the old one away.
  public func importStaff(
    _ rows: [ImportRow<StaffRecord>], isDryRun: Bool = false, progress: ImportProgress = { _ in }
  ) async throws -> ImportOutcome {
    try await take(rows, as: "importStaff", isDryRun: isDryRun, progress: progress) { session, rows in
      let read = try await session.run([
        StaffMember.table.all(in: session), Counselor.table.all(in: session),
      ])
      let counselors = Dictionary(
        try read[1].map(Counselor.table.decode).map { ($0.name, $0.id) }
      ) { first, _ in first }
      let members = rows.map { row in
        row.with(
          StaffMember(
            name: row.value.name, role: row.value.role, counselor: row.value.counselor.flatMap { counselors[$0] }))
      }
      var plan = ImportPlan(
        members, knowing: try read[0].map(StaffMember.table.decode), by: StaffMember.table, in: session)
      plan.faults += rows.filter { row in
        row.value.counselor.map { counselors[$0] == nil } ?? false
      }.map { $0.fault("counselor", .unknownCounselor) }
      return plan
    }
  }
}
