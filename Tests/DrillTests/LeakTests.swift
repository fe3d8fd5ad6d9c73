import Stage
import Testing

@testable import Drill

/// The drill that looks for leaks is itself put to the proof: what it would not find, it would pass.
@Suite struct LeakTests {
  private typealias Leak = @Sendable (inout Evidence) -> Void

  @Test func `what is in its place is no leak`() {
    let report = LeakStage.report(LeakStage.evidence)
    #expect(report.isClean, "\(report.text)")
  }

  @Test func `a place with nothing in it to look through is not clean`() {
    for place in LeakStage.report(Evidence()).places { #expect(!place.isClean, "\(place.name)") }
    var evidence = LeakStage.evidence
    evidence.commands = []
    let report = LeakStage.report(evidence)
    #expect(!report.isClean)
    #expect(report.text.contains("NOTHING"))
  }

  private static let leaks: [(place: String, leak: Leak)] = [
    ("the service's log", { $0.serviceLog += Array("trace body=\(LeakStage.passcode)\n".utf8) }),
    ("PostgreSQL's log", { $0.databaseLog += Array("x [3] LOG:  parameters: $1 = '\(LeakStage.name)'\n".utf8) }),
    ("PostgreSQL's log, of errors", { $0.databaseLog += Array("x [3] DETAIL:  (\(LeakStage.number))\n\t\n".utf8) }),
    (
      "PostgreSQL's log, of errors",
      { $0.databaseLog += Array("x [3] STATEMENT:  SELECT\n\t'\(LeakStage.name)'\n".utf8) }
    ),
    ("/metrics", { $0.say("GET", "metrics", LeakStage.name) }),
    ("problem answers", { $0.say("POST", "bookings", LeakStage.name, 422) }),
    ("problem answers", { $0.say("GET", "bookings/\(LeakStage.first)/meeting", LeakStage.passcode, 409) }),
    ("lists of bookings", { $0.say("GET", "bookings", LeakStage.url) }),
    ("offers", { $0.say("POST", "bookings/\(LeakStage.first)/offer", LeakStage.otherName) }),
    ("event feeds", { $0.say("GET", "bookings/\(LeakStage.first)/events", LeakStage.name) }),
    ("lists of messages", { $0.say("GET", "messages", LeakStage.passcode) }),
    ("the audit", { $0.say("GET", "audit?kind=read", LeakStage.number) }),
    ("exports of disclosures", { $0.say("POST", "disclosures/\(LeakStage.first)/export", LeakStage.passcode) }),
    ("exports of disclosures", { $0.say("POST", "disclosures/\(LeakStage.first)/export", LeakStage.otherName) }),
    ("meetings", { $0.say("GET", "bookings/\(LeakStage.second)/meeting", LeakStage.passcode) }),
    ("all other answers", { $0.say("GET", "tasks", LeakStage.name) }),
    ("all other answers", { $0.say("GET", "licences", LeakStage.device) }),
    ("tables", { $0.dump += LeakStage.dump("booking_events", ["reason"], [LeakStage.name]) }),
    ("messages with details", { $0.letters.append(LeakStage.letter(LeakStage.second, "details", LeakStage.name)) }),
    ("other messages", { $0.letters.append(LeakStage.letter(LeakStage.first, "offer", LeakStage.passcode)) }),
    ("processes' arguments and environment", { $0.processes.append(.init(origin: "", text: "K=\(LeakStage.key)")) }),
    ("what commands print", { $0.commands.append(.init(origin: "doctor", text: "\(LeakStage.webhook) is set")) }),
  ]

  @Test func `a leak is found in each kind of place, and its value not repeated`() {
    for (place, leak) in Self.leaks {
      var evidence = LeakStage.evidence
      leak(&evidence)
      let report = LeakStage.report(evidence)
      #expect(!report.isClean, "\(place)")
      #expect(LeakStage.found(in: evidence).contains(place), "\(place): \(report.text)")
      for needle in LeakStage.plants.needles { #expect(!report.text.contains(needle.value)) }
    }
    #expect(Set(Self.leaks.map { $0.place }) == Set(LeakStage.report(LeakStage.evidence).places.map(\.name)))
  }

  @Test func `a header field of an answer or a message is looked at`() {
    var evidence = LeakStage.evidence
    evidence.exchanges.append(
      Exchange(method: "GET", path: "/v1/clock", request: nil, status: 200, head: "Link: \(LeakStage.token)", text: ""))
    evidence.letters.append(Letter(head: "X-Person: \(LeakStage.otherName)", body: evidence.letters[1].body))
    #expect(LeakStage.found(in: evidence) == ["all other answers", "other messages"])
  }

  @Test func `details lead into the own meeting only, and one of a pool is told to one booking`() {
    var evidence = LeakStage.evidence
    evidence.letters.append(LeakStage.letter(LeakStage.first, "details", LeakStage.pooled))
    evidence.letters.append(LeakStage.letter(LeakStage.first, "details", LeakStage.pooled))
    #expect(LeakStage.found(in: evidence).isEmpty)
    evidence.letters.append(LeakStage.letter(LeakStage.second, "follow_up_details", LeakStage.pooled))
    #expect(LeakStage.found(in: evidence) == ["messages with details"])
    evidence.letters.removeLast()
    evidence.letters.append(LeakStage.letter(LeakStage.second, "details", LeakStage.url))
    #expect(LeakStage.found(in: evidence) == ["messages with details"])
  }

  @Test func `tables hold persons in columns of the list only, and secrets in none`() {
    func found(_ table: String, _ column: String, _ value: String, of booking: String = LeakStage.first) -> Bool {
      var evidence = LeakStage.evidence
      evidence.dump += LeakStage.dump(table, ["booking_id", column], [booking, value])
      return !LeakStage.found(in: evidence).isEmpty
    }
    #expect(!found("bookings", "seeker_name", LeakStage.name))
    #expect(found("bookings", "outcome", LeakStage.name))
    #expect(!found("messages", "facts", #"{"person": "\#(LeakStage.name)"}"#))
    #expect(found("messages", "facts", #"{"person": "\#(LeakStage.name)"}"#, of: LeakStage.second))
    #expect(found("bookings", "seeker_name", LeakStage.passcode))
    #expect(found("tasks", "note", #"a\tb\\n\#(LeakStage.name)"#))
    // bytea, as COPY writes it
    #expect(found("idempotency", "answer", #"\\x00"# + LeakStage.passcode.utf8.map { String($0, radix: 16) }.joined()))
  }

  @Test func `an export tells devices as a law demands, and those of what it reaches`() {
    func found(_ kind: String, _ booking: String, _ period: String = "null") -> Bool {
      var evidence = LeakStage.evidence
      let text = """
        {"kind":"\(kind)","bookings":[{"id":"\(booking)"}],"period":\(period),"devices":["\(LeakStage.device)"]}
        """
      evidence.exchanges.append(LeakStage.exchange("POST", LeakStage.office("disclosures/\(booking)/export"), text))
      return !LeakStage.found(in: evidence).isEmpty
    }
    #expect(!found("legal_demand", LeakStage.first))
    #expect(found("person_request", LeakStage.first))
    #expect(found("legal_demand", LeakStage.second))
    #expect(!found("legal_demand", LeakStage.second, #"{"from":"2026-10-01","until":"2026-10-02"}"#))
  }

  @Test func `a fetched message tells its own booking's person, and details the own meeting`() {
    func found(_ kind: String, _ booking: String, _ text: String) -> Bool {
      var evidence = LeakStage.evidence
      let message = #"{"booking":"\#(booking)","kind":"\#(kind)","texts":"\#(text)"}"#
      evidence.exchanges.append(LeakStage.exchange("GET", LeakStage.office("messages/\(LeakStage.first)"), message))
      return !LeakStage.found(in: evidence).isEmpty
    }
    #expect(!found("details", LeakStage.first, LeakStage.name + LeakStage.url))
    #expect(found("offer", LeakStage.first, LeakStage.url))
    #expect(found("details", LeakStage.second, LeakStage.url))
    #expect(found("offer", LeakStage.second, LeakStage.name))
  }

  @Test func `what clients entered is looked for, with the address's end alone`() {
    var plants = Plants()
    let body = """
      {"vendor":"zoom","meeting_id":"98765012345","passcode":"Kakushi_77","url":"https://z.example/j/himitsu0815"}
      """
    let person = #"{"seeker":{"name":"職安 太郎","kana":"ショクアン タロウ","job_seeker_number":"28990-00000009"}}"#
    let licence = LeakStage.office("licences/\(LeakStage.second)/credentials")
    plants.add([
      Exchange(method: "POST", path: licence, request: body, status: 200, head: "", text: "{}"),
      Exchange(
        method: "POST", path: LeakStage.office("bookings"), request: person, status: 201, head: "",
        text: #"{"id":"\#(LeakStage.first)"}"#),
      Exchange(
        method: "POST", path: LeakStage.office("bookings"), request: #"{"seeker":{"name":"Kakushi_88"}}"#, status: 422,
        head: "", text: "{}"),
    ])
    let values = Set(plants.needles.map(\.value))
    #expect(values.isSuperset(of: ["98765012345", "Kakushi_77", "himitsu0815", "職安 太郎", "ショクアン タロウ"]))
    #expect(!values.contains("Kakushi_88"))
    #expect(plants.belongings.persons(of: [LeakStage.first]).contains("28990-00000009"))
    #expect(plants.belongings.meetings.first?.licence == LeakStage.second)
  }
}

extension Evidence {
  fileprivate mutating func say(_ method: String, _ path: String, _ text: String, _ status: Int = 200) {
    let path = path == "metrics" ? "/metrics" : LeakStage.office(path)
    exchanges.append(LeakStage.exchange(method, path, text, status))
  }
}
