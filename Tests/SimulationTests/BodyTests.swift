import Testing

@testable import Simulation

@Suite struct BodyTests {
  private static func id(_ reference: Reference) -> String { reference == .room(2) ? "id-of-room" : "other" }

  @Test func `a body keeps the order of its members and fills in ids`() {
    let body: JSON = ["room": .id(.room(2)), "count": 4, "reassign": false, "list": ["髙﨑", "𠮷田"]]
    #expect(body.text(Self.id) == #"{"room":"id-of-room","count":4,"reassign":false,"list":["髙﨑","𠮷田"]}"#)
  }

  @Test func `quotes, backslashes and ends of lines are escaped`() {
    #expect(JSON.text(#"a"b\c"#).text(Self.id) == #""a\"b\\c""#)
    #expect(JSON.text("a\nb").text(Self.id) == #""a\nb""#)
  }

  @Test func `a member can be added and replaced`() {
    let body: JSON = ["a": 1]
    #expect(body.with("b", 2).with("c", nil).replacing("a", 3).text(Self.id) == #"{"a":3,"b":2}"#)
  }

  @Test func `a path fills in ids`() {
    let path: Path = "rooms/\(Reference.room(2))/x"
    #expect(path.text(Self.id) == "rooms/id-of-room/x")
  }
}
