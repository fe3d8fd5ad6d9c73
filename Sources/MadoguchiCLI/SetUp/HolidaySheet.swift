import Foundation
import Scheduling

/// The Cabinet Office's CSV of national holidays (国民の祝日について, syukujitsu.csv): CP932, or UTF-8 if somebody saved it so.
enum HolidaySheet {
  static let header = ["国民の祝日・休日月日", "国民の祝日・休日名称"]

  /// The law never named fewer in a year; a year with fewer is a file that was cut off.
  static let fewestInAYear = 9

  static func read(_ path: String) throws -> [Holiday] {
    var seen: Set<CivilDate> = []
    // CP932 read as UTF-8 fails at its first kanji, so the order decides nothing but the wrong way round
    return try Sheet.read(path, header: header, encodings: [.utf8, .shiftJIS]) { row in
      let (day, name) = (row[header[0]] ?? "", row[header[1]] ?? "")
      guard let date = date(day) else {
        return .failure(Sentence("'\(day)' is no day, as 2026/9/21"))
      }
      guard (1...100).contains(name.unicodeScalars.count) else {
        return .failure(Sentence("the name takes 1 to 100 characters"))
      }
      guard seen.insert(date).inserted else { return .failure(Sentence("\(day) is there twice")) }
      return .success(Holiday(date: date, name: name))
    }
  }

  /// `YYYY/M/D`, month and day with or without a leading zero.
  static func date(_ text: String) -> CivilDate? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isNumeric = parts.allSatisfy { part in part.count <= 4 && part.allSatisfy { $0.isASCII && $0.isNumber } }
    guard parts.count == 3, isNumeric, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }
}
