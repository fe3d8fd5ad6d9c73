import Testing

@testable import Scheduling

@Suite struct MeetingCredentialsTests {
  private static let zoom = MeetingCredentials.zoom(
    meetingID: "98765432101", passcode: "Himitsu_1", url: "https://zoom.example/j/98765432101?pwd=kakushi")
  private static let tele = MeetingCredentials.teleOffice(
    server: "kakushi.example", accessCode: "himitsu-77", url: "https://tele.example/kakushi")

  @Test(arguments: [
    (MeetingPart.meetingID, ["123456789", "12345678901"], ["12345678", "123456789012", "12345678a", "１２３４５６７８９", ""]),
    (.passcode, ["a", "A_z9@*-123"], ["", "12345678901", "a b", "あいことば", "a/b"]),
    (.server, ["tele.example", "10.0.0.1:8443"], ["", "tele example", "サーバー", String(repeating: "s", count: 101)]),
    (.accessCode, ["0", "mado-77"], ["", "m 7", String(repeating: "c", count: 51)]),
    (
      .url, ["https://zoom.example", "https://zoom.example:8443/j/1?pwd=x#y", "https://a/"],
      [
        "", "http://zoom.example/j/1", "https://", "https:///j/1", "https://user@zoom.example/", "ftp://a/",
        "https://zoom.example/j 1", "https://zoom.example/会議", "javascript:alert(1)", "https://-",
        "https://a/" + String(repeating: "x", count: 500),
      ]
    ),
  ])
  func `a part is written as its vendor gives it out`(part: MeetingPart, good: [String], bad: [String]) {
    for text in good { #expect(part.accepts(text), "\(text)") }
    for text in bad { #expect(!part.accepts(text), "\(text)") }
  }

  @Test func `credentials are made of every part of their vendor, and of nothing wrong`() {
    for credentials in [Self.zoom, Self.tele] {
      let names = credentials.vendor.meetingParts
      let parts = Dictionary(uniqueKeysWithValues: names.map { ($0, credentials[$0] ?? "") })
      #expect(MeetingCredentials(credentials.vendor, parts: parts) == credentials)
      for name in names {
        #expect(MeetingCredentials(credentials.vendor, parts: parts.filter { $0.key != name }) == nil)
        #expect(MeetingCredentials(credentials.vendor, parts: parts.merging([name: " "]) { $1 }) == nil)
      }
      for name in MeetingPart.allCases where !names.contains(name) { #expect(credentials[name] == nil) }
    }
  }

  @Test func `no description, dump or interpolation of them shows a part`() {
    struct Holder { let credentials: [MeetingCredentials] }
    let holder = Holder(credentials: [Self.zoom, Self.tele])
    var dumped = ""
    dump(holder, to: &dumped)
    let texts = [
      dumped, "\(holder)", "\(Self.zoom)", String(describing: Self.tele), String(reflecting: holder),
      String(reflecting: Self.zoom), "\(Optional(Self.tele) as Any)", "\([1: Self.zoom])",
    ]
    for text in texts {
      for secret in ["98765432101", "imitsu", "kakushi"] { #expect(!text.contains(secret), "\(text)") }
    }
    #expect("\(Self.zoom)" == "Zoom credentials")
  }

  @Test func `a meeting is the same whatever its passcode`() {
    let other = MeetingCredentials.zoom(meetingID: "98765432101", passcode: "x", url: "https://zoom.example/")
    #expect(other.meeting == Self.zoom.meeting && other != Self.zoom)
    #expect(Self.tele.meeting != Self.zoom.meeting)
  }
}
