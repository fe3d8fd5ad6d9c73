import Foundation
import OfficeStore
import Scheduling

/// The CSV file of `office import`: one office a row.
enum OfficeSheet {
  static let header = ["code", "bureau", "name", "phone", "timezone", "windows", "vendors"]

  static func read(_ path: String) throws -> [OfficeRecord] {
    let offices = try Sheet.read(path, header: header, office(from:))
    let repeated = Dictionary(grouping: offices, by: \.code).filter { $0.value.count > 1 }.keys.sorted()
    guard repeated.isEmpty else {
      throw Sentence("\(path): nothing was written; repeated codes: \(repeated.map(\.text).joined(separator: ", "))")
    }
    return offices
  }

  private static func office(from row: [String: String]) -> Result<OfficeRecord, Sentence> {
    func text(_ column: String) -> String { row[column] ?? "" }
    guard let code = OfficeCode(text("code")) else {
      return .failure(Sentence("code '\(text("code"))' is not four digits"))
    }
    guard let bureau = BureauCode(text("bureau")) else {
      return .failure(Sentence("bureau '\(text("bureau"))' is not 01 to 47"))
    }
    guard (1...100).contains(text("name").count) else { return .failure(Sentence("name takes 1 to 100 characters")) }
    guard (1...40).contains(text("phone").count) else { return .failure(Sentence("phone takes 1 to 40 characters")) }
    guard let zone = OfficeZone(identifier: text("timezone")) else {
      return .failure(Sentence("timezone '\(text("timezone"))' is not a zone, as Asia/Tokyo"))
    }
    guard let windows = try? OpeningWindow.list(text("windows")), !windows.isEmpty else {
      return .failure(Sentence("windows '\(text("windows"))' are not windows, as 09:00-12:00;13:00-16:00"))
    }
    let names = text("vendors").split(separator: ";").map(String.init)
    let vendors = names.compactMap(Vendor.init(rawValue:))
    guard !names.isEmpty, vendors.count == names.count, Set(vendors).count == vendors.count else {
      return .failure(Sentence("vendors '\(text("vendors"))' are not of zoom and teleoffice, separated by ;"))
    }
    return .success(
      OfficeRecord(
        code: code, bureau: bureau, name: text("name"), phone: text("phone"), zone: zone, windows: windows,
        vendors: vendors))
  }
}
