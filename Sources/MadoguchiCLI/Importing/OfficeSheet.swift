import AdminAPI
import OfficeStore
import Scheduling

/// The CSV file of `office import`: one office a row.
enum OfficeSheet {
  static let header = ["code", "bureau", "name", "phone", "timezone", "windows", "vendors"]

  static func read(_ path: String) throws -> [OfficeRecord] {
    var seen: Set<OfficeCode> = []
    return try Sheet<OfficeRecord>.read(path, header: header) { row in
      let code = row.required("code", TextFormat<OfficeCode>.pattern("9999") { OfficeCode($0) })
      if let code, !seen.insert(code).inserted { row.report("duplicate_value", at: "code") }
      return office(code, from: &row)
    }.values()
  }

  private static func office(_ code: OfficeCode?, from row: inout RowReader) -> OfficeRecord? {
    let bureau = row.required("bureau", TextFormat<BureauCode>.pattern("01–47") { BureauCode($0) })
    let name = row.required("name", .line(ResourceLimits.name))
    let phone = row.required("phone", .line(40))
    let zone = row.required("timezone", TextFormat<OfficeZone>.pattern("Asia/Tokyo") { OfficeZone(identifier: $0) })
    let windows = row.windows("windows", count: 1...Closure.maximumWindows)
    let vendors = row.list("vendors", of: TextFormat<Vendor>.choice, count: 1...Vendor.allCases.count)
    if let vendors, Set(vendors).count < vendors.count { row.report("duplicate_value", at: "vendors") }
    guard let code, let bureau, let name, let phone, let zone, let windows, let vendors else { return nil }
    return OfficeRecord(
      code: code, bureau: bureau, name: name, phone: phone, zone: zone, windows: windows, vendors: vendors)
  }
}
