import Scheduling

/// 同席者 (article 12(3)).
extension OfficePlanner {
  /// Somebody comes along who was not announced: marked so. What that somebody needs is for the session's counselor and
  /// for supervisors to see.
  mutating func bringCompanion(_ number: Int) {
    let note = "母が隣に座る。耳が遠い"
    let list: JSON = ["companions": [["role": "other", "note": .text(note)]]]
    let shown: [String: Saying] = [
      "companions": .count(1), "companions.0.late": .truth(true), "companions.0.note": .text(note),
      "flags": .holding("companion_late"),
    ]
    send(
      "", number, by: .counselorOf(booking: number), method: "PATCH", list, .ok(200, .inSession, says: shown))
    send("", number, by: .lead, method: "GET", nil, .ok(200, .inSession, says: shown))
    var hidden = shown
    hidden["companions.0.note"] = .null
    for bearer in [Bearer.colleagueOf(booking: number), .supervisor] {
      send("", number, by: bearer, method: "GET", nil, .ok(200, .inSession, says: hidden))
    }
  }
}
