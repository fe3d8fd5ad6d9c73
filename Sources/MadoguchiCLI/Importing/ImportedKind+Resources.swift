import AdminAPI
import OfficeStore
import Scheduling

/// 個室ブース
enum RoomSheet: ImportedKind {
  static let name = "rooms"
  static let title = "Rooms (個室ブース)"
  static let header = ["name"]
  static let note = "A room is known by its name; those that the file doesn't name stay."

  static func read(_ row: inout RowReader) -> Room? {
    row.required("name", .line(ResourceLimits.name)).map { Room(name: $0) }
  }

  static var take: Taking<Room> { Administration.importRooms }
}

/// 職業相談員
enum CounselorSheet: ImportedKind {
  static let name = "counselors"
  static let title = "Counselors (職業相談員)"
  static let header = ["name", "services"]
  static let note = "A counselor is known by the name. Services stand between semicolons, as consultation;placement."

  static func read(_ row: inout RowReader) -> Counselor? {
    let name = row.required("name", .line(ResourceLimits.name))
    let services = row.list("services", of: TextFormat<String>.service, count: ResourceLimits.services)
    guard let name, let services else { return nil }
    return Counselor(name: name, services: Set(services).sorted())
  }

  static var take: Taking<Counselor> { Administration.importCounselors }
}

/// 会議ライセンス
enum LicenceSheet: ImportedKind {
  static let name = "licences"
  static let title = "Licences of the meeting vendors (会議ライセンス)"
  static let header = ["vendor", "name"]
  static let note = "A licence is known by its name, and its vendor (zoom, teleoffice) never changes."

  static func read(_ row: inout RowReader) -> Licence? {
    let vendor = row.required("vendor", TextFormat<Vendor>.choice)
    let name = row.required("name", .line(ResourceLimits.name))
    guard let vendor, let name else { return nil }
    return Licence(vendor: vendor, name: name)
  }

  static var take: Taking<Licence> { Administration.importLicences }
}

/// 職員
enum StaffSheet: ImportedKind {
  static let name = "staff"
  static let title = "Members of staff (職員)"
  static let header = ["name", "role", "counselor"]
  static let note = """
    A member is known by the name; the role is counselor, supervisor or office_head. Who is a counselor is named by the \
    counselor's name; the cell is empty for others. A new role takes the member's tokens away.
    """

  static func read(_ row: inout RowReader) -> StaffRecord? {
    let name = row.required("name", .line(ResourceLimits.name))
    let role = row.required("role", TextFormat<Role>.staffRole)
    let counselor = row.optional("counselor", .line(ResourceLimits.name))
    guard let name, let role else { return nil }
    return StaffRecord(name: name, role: role, counselor: counselor)
  }

  static var take: Taking<StaffRecord> { Administration.importStaff }
}
