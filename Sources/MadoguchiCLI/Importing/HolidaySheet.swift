import AdminAPI
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
    return try Sheet<Holiday>.read(path, header: header, encodings: [.utf8, .shiftJIS]) { row in
      let date = row.required(header[0], TextFormat<CivilDate>.pattern("YYYY/M/D") { Self.date($0) })
      let name = row.required(header[1], .line(100))
      guard let date, let name else { return nil }
      if !seen.insert(date).inserted { row.report("duplicate_value", at: header[0]) }
      return Holiday(date: date, name: name)
    }.values()
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
