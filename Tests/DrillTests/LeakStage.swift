import Foundation
import Stage

@testable import Drill

/// What was planted, and a small world in which everything is in its place.
enum LeakStage {
  static let (first, second) = ("0198a000-0000-7000-8000-00000000000a", "0198a000-0000-7000-8000-00000000000b")
  static let (name, otherName, number) = ("𠮷田 花子", "髙﨑 次郎", "28990-00004711")
  static let (passcode, pooled, url) = ("Kakushi_77", "Kakure_88x", "https://meeting.example/kakushimichi4711")
  static let (token, webhook) = ("mdg_toukunn0815abc", "kunren-himitsu-0815")
  static let key = "S2FnaUthZ2lLYWdpS2FnaUthZ2lLYWdpS2FnaUthZ2k="
  static let device = "tanmatsu-4711"

  static var plants: Plants {
    var plants = Plants()
    plants.add(.name, [name, otherName])
    plants.add(.number, [number])
    plants.add(.meeting, [passcode, pooled, url])
    plants.add(.token, [token])
    plants.add(ring: "k1 \(key)\n")
    plants.add(.webhook, [webhook])
    plants.add(.device, [device])
    plants.belongings.add(person: [name, number], to: first)
    plants.belongings.add(person: [otherName], to: second)
    plants.belongings.add(Belongings.Meeting(licence: "l1", values: [passcode, url], isPooled: false))
    plants.belongings.add(Belongings.Meeting(licence: "l2", values: [pooled], isPooled: true))
    plants.belongings.add(device: device, to: first)
    plants.belongings.add(licence: "l1", to: first)
    plants.belongings.add(licence: "l2", to: first)
    plants.belongings.add(licence: "l2", to: second)
    return plants
  }

  /// Each kind of place has something, and nothing that it must not have.
  static var evidence: Evidence {
    var evidence = Evidence()
    evidence.serviceLog = Array("info request route=/v1/offices/{office}/bookings\n".utf8)
    evidence.databaseLog = Array(
      "2026-09-30 00:00:00.000 UTC [1] LOG:  ready\n2026-09-30 00:00:00.000 UTC [2] ERROR:  no\n".utf8)
    evidence.exchanges = [
      exchange("GET", "/metrics", "up 1"),
      exchange("GET", office("bookings/\(first)x"), #"{"code":"not_found"}"#, 404),
      exchange("GET", office("bookings?limit=200"), #"{"items":[{"name":"\#(name)"},{"name":"\#(otherName)"}]}"#),
      exchange("POST", office("bookings/\(first)/offer"), #"{"id":"\#(first)","seeker":{"name":"\#(name)"}}"#),
      exchange("GET", office("bookings/\(first)/events"), #"{"items":[]}"#),
      exchange("GET", office("messages"), #"{"items":[{"facts":{"person":"\#(name)"}}]}"#),
      exchange("GET", office("audit"), #"{"items":[]}"#),
      exchange("POST", office("disclosures/\(second)/export"), #"{"booking":"\#(first)","persons":["\#(name)"]}"#),
      exchange("GET", office("bookings/\(first)/meeting"), #"{"passcode":"\#(passcode)","url":"\#(url)"}"#),
      exchange("GET", office("rooms"), #"{"items":[]}"#),
    ]
    evidence.letters = [letter(first, "details", "\(name) 様 \(passcode) \(url)"), letter(first, "lapsed", "\(name) 様")]
    evidence.processes = [Evidence.Passage(origin: "arguments of madoguchi", text: "madoguchi serve")]
    evidence.commands = [Evidence.Passage(origin: "doctor", text: "ok")]
    evidence.dump = dump("seekers", ["id", "name"], [second, name])
    return evidence
  }

  static func office(_ path: String) -> String { "/v1/offices/2804/\(path)" }

  static func exchange(_ method: String, _ path: String, _ text: String, _ status: Int = 200) -> Exchange {
    Exchange(method: method, path: path, request: nil, status: status, head: "X-Request-Id: 1", text: text)
  }

  static func letter(_ booking: String, _ kind: String, _ text: String) -> Letter {
    Letter(head: "Madoguchi-Message-Id: 1", body: #"{"booking":"\#(booking)","kind":"\#(kind)","texts":"\#(text)"}"#)
  }

  /// A table with one row, as `pg_dump` writes it.
  static func dump(_ table: String, _ columns: [String], _ values: [String]) -> [UInt8] {
    Array(
      """
      SET row_security = off;
      COPY public.\(table) (\(columns.joined(separator: ", "))) FROM stdin;
      \(values.joined(separator: "\t"))
      \\.

      """.utf8)
  }

  static func report(_ evidence: Evidence) -> LeakReport { LeakReport(plants, evidence) }

  /// Names of places in which something was found.
  static func found(in evidence: Evidence) -> Set<String> {
    Set(report(evidence).places.filter { !$0.findings.isEmpty }.map(\.name))
  }
}
