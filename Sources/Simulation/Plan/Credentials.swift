import Randomness
import Scheduling

/// 会議情報: what leads into a made-up meeting. No two of a run have a part in common.
struct Credentials: Sendable, Hashable {
  let vendor: Vendor
  /// ミーティングID, or the server.
  let place: String
  /// パスコード, or アクセスコード.
  let code: String
  let url: String

  init(_ vendor: Vendor, dice: inout SplitMix64) {
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")
    func word(_ length: Int, _ dice: inout SplitMix64) -> String {
      String((0..<length).map { _ in dice.pick(letters) ?? "A" })
    }
    self.vendor = vendor
    switch vendor {
    case .zoom: place = "9" + String((0..<10).map { _ in dice.pick(Array("0123456789")) ?? "0" })
    case .teleoffice: place = "tele.example"
    }
    code = word(10, &dice)
    url = "https://meeting.example/\(word(24, &dice))"
  }

  /// What only the session's own people may see.
  var secrets: [String] { [code, url] }

  /// The vendor's own parts.
  var parts: JSON {
    switch vendor {
    case .zoom: ["meeting_id": .text(place), "passcode": .text(code), "url": .text(url)]
    case .teleoffice: ["server": .text(place), "access_code": .text(code), "url": .text(url)]
    }
  }

  /// The parts and whose they are.
  var json: JSON { parts.with("vendor", .text(vendor.rawValue)) }
}
