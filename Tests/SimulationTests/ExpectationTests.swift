import Scheduling
import Stage
import Testing

@testable import Simulation

@Suite struct ExpectationTests {
  private static let answer = """
    {"id":"b","status":"in_force","attempts":0,"late":true,"note":null,"due_at":"2026-10-18T00:00:00+09:00",
     "items":[{"id":"first","flags":["joined"]},{"id":"last","flags":[]}]}
    """

  private static func violation(_ says: [String: Saying], text: String = answer) -> String? {
    Expectation.ok(says: says).violation(by: Answer(status: 200, text: text)) { $0 == .booking(1) ? "b" : nil }
  }

  private static let right: [(String, Saying)] = [
    ("status", .text("in_force")), ("attempts", .integer(0)), ("late", .truth(true)), ("note", .null),
    ("id", .either(["a", "b"])), ("id", .id(.booking(1))), ("status", .another(.booking(1))), ("items", .count(2)),
    ("items.0.flags", .holding("joined")), ("items.-1.flags", .lacking("joined")), ("items.-1.id", .text("last")),
    ("facts", .absent),
  ]

  private static let wrong: [(String, Saying)] = [
    ("status", .text("expired")), ("attempts", .integer(1)), ("late", .truth(false)), ("status", .null),
    ("id", .either(["a"])), ("status", .id(.booking(1))), ("id", .another(.booking(1))), ("id", .id(.booking(2))),
    ("id", .another(.booking(2))), ("items", .count(1)), ("items", .count(3)), ("items.1.flags", .holding("joined")),
    ("items.0.flags", .lacking("joined")), ("items.2.id", .text("last")), ("nothing", .null), ("note", .absent),
    ("nothing", .lacking("joined")),
  ]

  @Test(arguments: right)
  func `what is so is no violation`(place: String, saying: Saying) {
    #expect(Self.violation([place: saying]) == nil)
  }

  @Test func `an instant is the same in any zone`() throws {
    let instant = try #require(Instant(rfc3339: "2026-10-17T15:00:00Z"))
    #expect(Self.violation(["due_at": .instant(instant)]) == nil)
    #expect(Self.violation(["due_at": .instant(instant.adding(minutes: 1))]) != nil)
  }

  @Test(arguments: wrong)
  func `anything else is one`(place: String, saying: Saying) throws {
    let violation = try #require(Self.violation([place: saying]))
    #expect(violation.hasPrefix("expected \(place) to be "))
  }

  @Test func `a wrong count in the service's answer is one`() throws {
    let plan = Plan(offices: 1, days: 7, from: try #require(CivilDate(iso: "2026-09-17")), seed: 1)
    let move = try #require(plan.offices[0].moves.joined().first { $0.path.text { _ in "" }.contains("terms_changed") })
    guard case .count(let count) = move.expected.says["items"] else {
      Issue.record("nothing is counted: \(move.expected)")
      return
    }
    #expect(count > 0)
    func answer(_ count: Int) -> Answer {
      let items = (0..<count).map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
      return Answer(status: 200, text: #"{"items":[\#(items)],"next_cursor":null}"#)
    }
    #expect(move.expected.violation(by: answer(count)) == nil)
    #expect(move.expected.violation(by: answer(count - 1)) != nil)
    #expect(move.expected.violation(by: answer(count + 1)) != nil)
  }
}
