import Randomness
import Scheduling

/// A made-up office: real names, unverified codes (domain.md §9), and what it has.
public struct OfficeProfile: Sendable {
  /// What is named in messages besides (article 1).
  static let phone = "0000-00-0000"
  /// A supervisor who works there.
  static let leadName = "統括 一郎"

  /// The most offices a simulation may have.
  public static let most = 200

  let number: Int
  let code: String
  let bureau: String
  let name: String
  /// As an import says it.
  let windows: String
  let vendors: [Vendor]
  let counselors: Int
  let rooms: Int
  let licences: [Vendor]
  /// Applications on an open day, about.
  let demand: Int

  private static let samples: [(code: String, name: String, windows: String)] = [
    ("2804", "西宮", "09:00-12:00;13:00-16:00"), ("2801", "神戸", "09:00-12:00;13:00-16:00"),
    ("2802", "灘", "09:00-12:00;13:00-16:00"), ("2803", "尼崎", "09:00-12:00;13:00-17:00"),
    ("2805", "姫路", "09:30-11:30;13:30-16:30"), ("2806", "加古川", "09:00-12:00;13:00-16:00"),
    ("2807", "伊丹", "10:00-12:00;13:00-16:00"), ("2808", "明石", "09:00-12:00;13:00-16:00"),
    ("2809", "豊岡", "13:00-16:00"), ("2701", "大阪東", "09:00-12:00;13:00-17:00"),
    ("2702", "梅田", "09:00-12:00;13:00-16:00"), ("2703", "大阪西", "09:00-12:00;13:00-16:00"),
    ("2704", "阿倍野", "09:00-12:00;13:00-16:00"), ("2601", "京都西陣", "09:00-12:00;13:00-16:00"),
    ("2602", "京都七条", "09:00-12:00;13:00-16:00"), ("2603", "伏見", "09:00-12:00;13:00-16:00"),
  ]

  init(number: Int, seed: UInt64) {
    var dice = SplitMix64(seed: seed ^ UInt64(number) &* 0xA076_1D64_78BD_642F)
    self.number = number
    if number < Self.samples.count {
      (code, name, windows) = Self.samples[number]
      bureau = String(code.prefix(2))
    } else {
      (code, bureau) = ("\(4000 + number)", "40")
      (name, windows) = ("福岡第\(number)", "09:00-12:00;13:00-16:00")
    }
    vendors = number.isMultiple(of: 3) ? [.zoom, .teleoffice] : [.zoom]
    counselors = 2 + dice.below(3)
    rooms = counselors + dice.below(2)
    licences =
      vendors == [.zoom]
      ? Array(repeating: .zoom, count: counselors) : Array(repeating: .zoom, count: counselors) + [.teleoffice]
    demand = counselors * 3 + dice.below(3)
  }

  /// The member of staff who is the n-th counselor.
  func memberName(_ number: Int) -> String { "相談員\(number + 1)" }

  /// A row of the sheet that `office import` reads.
  var row: String {
    let vendors = vendors.map(\.rawValue).joined(separator: ";")
    return "\(code),\(bureau),ハローワーク\(name),\(Self.phone),Asia/Tokyo,\(windows),\(vendors)"
  }
}
