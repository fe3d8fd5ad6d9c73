import Foundation
import Testing

extension EndToEndTests {
  /// Art. 6(3): planted secrets are looked for wherever anything is written or said.
  @Suite struct SecretLeakTests {
    @Test func `a meeting's secret is in no log, no answer but its own, no metric and no table`() async throws {
      try await Scratch.use { scratch in
        let arguments = ["demo", "--directory", scratch.data, "--samples", Program.repository + "/samples"]
        try await Service.run(arguments, ["MADOGUCHI_LOG_LEVEL": "trace"], in: scratch) { service in
          let demo = try Demo(service)
          let planting = Planting(demo: demo)
          let booking = try await planting.liveThrough()
          try await planting.askForEverything(about: booking)
          for command in [["doctor"], ["keys", "rotate"]] {
            let run = try await Program.run(command + ["--embedded", scratch.data])
            #expect(run.exitCode == 0, "\(run.errors)")
            planting.heard(run.output + run.errors, from: command.joined(separator: " "))
          }

          #expect(planting.shown.count >= 4, "the answers that may show it did")
          #expect(planting.leaks.isEmpty, "\(planting.leaks)")
          #expect(scratch.everyLog.contains("route=") && scratch.everyLog.contains("request_id="))
          #expect(try await planting.dumpedPlaces().isEmpty)
          #expect(try await planting.writtenPlaces().isEmpty)

          // Whoever writes a secret into a reason is heard of in each of these places: so they were looked at.
          try await planting.leak(into: booking)
          try await planting.askForEverything(about: booking)
          #expect(planting.leaks.contains { $0.contains("listBookingEvents") })
          #expect(try await planting.dumpedPlaces().contains { $0.contains("booking_events") })
          #expect(try await !planting.writtenPlaces().isEmpty)
        }
      }
    }
  }
}

/// Secrets that nothing else in the world looks like, what was done with them, and where they turned up.
private final class Planting {
  private static let zoom = (
    id: "98765012345", passcode: "Kakushi_77", path: "kakushi-michi-4711", password: "himitsu0815"
  )
  private static let pooled = (id: "97654012345", passcode: "Kakure*88", path: "kakure-ike-4712")
  private static let tele = (server: "kakushi-kai.example", code: "mado-kagi-0815", path: "kakushi-tele-4713")
  private static let secrets = [
    zoom.id, zoom.passcode, zoom.path, zoom.password, pooled.id, pooled.passcode, pooled.path, tele.server, tele.code,
    tele.path,
  ]
  /// The only operations whose answers may show them.
  private static let mayShow: Set = ["getMeeting", "getMessage"]

  private let demo: Demo
  private(set) var leaks: [String] = []
  private(set) var shown: Set<String> = []

  init(demo: Demo) { self.demo = demo }

  /// Sets them, books, confirms, moves, cancels, and looks at what was issued in between; returns a booking that lives.
  func liveThrough() async throws -> String {
    let licences = try await send("GET", "licences", by: "supervisor").json["items"].elements
    for licence in licences {
      let (id, isZoom) = (licence["id"].text ?? "", licence["vendor"].text == "zoom")
      try await succeed("POST", "licences/\(id)/credentials", by: "supervisor", isZoom ? Self.zoomBody : Self.teleBody)
      // what is refused is not repeated either
      for wrong in Self.wrongBodies {
        #expect(try await send("POST", "licences/\(id)/credentials", by: "supervisor", wrong).status >= 400)
      }
    }
    let first = licences.first { $0["vendor"].text == "zoom" }?["id"].text ?? ""
    try await succeed("POST", "licences/\(first)/pool", by: "supervisor", Self.poolBody)
    for wrong in Self.wrongBodies {
      #expect(try await send("POST", "licences/\(first)/pool", by: "supervisor", wrong).status >= 400)
    }
    var living = ""
    for (number, start) in ["2026-09-17T09:00:00+09:00", "2026-09-17T09:00:00+09:00", "2026-09-17T10:00:00+09:00"]
      .enumerated()
    {
      let id = try await book(number, start, vendor: number == 2 ? "teleoffice" : "zoom")
      try await look(at: id)
      try await succeed(
        "POST", "bookings/\(id)/reschedule", #"{"start":"\#(start.replacing("17T", with: "18T"))","reason":"検査"}"#)
      try await look(at: id)
      if number == 0 {
        try await succeed("POST", "bookings/\(id)/cancel", #"{"by":"user","channel":"phone"}"#)
        #expect(try await send("GET", "bookings/\(id)/meeting", by: "gateway").status == 409)
      }
      living = id
    }
    return living
  }

  /// Every reading of the contract, by everybody.
  func askForEverything(about booking: String) async throws {
    let licence = try await send("GET", "licences").json["items"][0]["id"].text ?? ""
    for operation in try await Contract(of: demo).operations where operation.method == "GET" {
      let id = operation.collection == "bookings" ? booking : licence
      let query = (operation.query ?? []).map { "\($0.name)=\($0.value)" }.joined(separator: "&")
      for role in Demo.roles {
        let answer = try await demo.send(
          "GET", operation.address(id: id) + (query.isEmpty ? "" : "?\(query)"), by: role)
        note(answer, of: operation.id)
      }
    }
  }

  /// What somebody should never do.
  func leak(into booking: String) async throws {
    try await succeed("POST", "bookings/\(booking)/contact", #"{"channel":"phone","note":"\#(Self.zoom.path)"}"#)
  }

  /// What a command said.
  func heard(_ text: String, from whom: String) {
    for secret in Self.secrets where text.contains(secret) { leaks.append("\(secret) from \(whom)") }
  }

  /// Rows of a dump of the whole database that hold one, as it is, as bytes or in base64.
  func dumpedPlaces() async throws -> [String] {
    let dump = try await Tool.run(
      "/usr/bin/pg_dump",
      ["--host", demo.service.scratch.data, "--port", "5432", "--username", "postgres", "--inserts", "madoguchi"],
      in: demo.service.scratch.folder)
    try #require(dump.exitCode == 0)
    let lines = String(decoding: dump.output, as: UTF8.self).split(separator: "\n")
    try #require(lines.contains { $0.contains("INSERT INTO public.meetings") })
    let forms = Self.secrets.flatMap { secret in
      let bytes = Data(secret.utf8)
      return [secret, bytes.map { String(format: "%02x", $0) }.joined(), bytes.base64EncodedString()]
    }
    return lines.filter { line in forms.contains { line.contains($0) } }.map { String($0.prefix(60)) }
  }

  /// Files of the service and of its PostgreSQL that hold one: logs, tables, write-ahead log, whatever there is.
  func writtenPlaces() async throws -> [String] {
    let needles = Self.secrets.flatMap { ["-e", $0] }
    let found = try await Tool.run(
      "/bin/grep", ["-rlaF"] + needles + [demo.service.scratch.folder], in: "/var/tmp")
    // what was delivered is the receiver's: the demo's is a folder
    return String(decoding: found.output, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { !$0.contains("/spool/") }
  }

  private func book(_ number: Int, _ start: String, vendor: String) async throws -> String {
    let application = Bodies.application(number: "28990-\(4711 + number)", wishes: [start])
    let id = try await send("POST", "bookings", by: "gateway", application).json["id"].text ?? ""
    let offer = Bodies.offer(start).replacing(#""zoom""#, with: "\"\(vendor)\"")
    try await succeed("POST", "bookings/\(id)/offer", offer)
    try await succeed("POST", "bookings/\(id)/confirm", Bodies.confirm(start))
    return id
  }

  private func look(at id: String) async throws {
    let details = try await send("GET", "messages?booking=\(id)&kind=details", by: "gateway").json["items"].elements
    for role in Demo.roles {
      _ = try await send("GET", "bookings/\(id)/meeting", by: role)
      for message in details { try await look(atMessage: message["id"].text ?? "", by: role) }
    }
  }

  /// The gateway may be told, and nobody else.
  private func look(atMessage id: String, by role: String) async throws {
    let path = "messages/\(id)"
    let answer = try await demo.send("GET", path, by: role)
    note(answer, of: role == "gateway" ? "getMessage" : "GET \(path) by \(role)")
  }

  private func succeed(_ method: String, _ path: String, by role: String = "counselor", _ body: String) async throws {
    let answer = try await send(method, path, by: role, body)
    try #require(answer.status == 200, "\(method) \(path): \(String(decoding: answer.body, as: UTF8.self))")
  }

  private func send(
    _ method: String, _ path: String, by role: String = "counselor", _ body: String? = nil
  ) async throws -> Answer {
    let answer = try await demo.send(method, path, by: role, body, headers: ["Accept-Language": "en"])
    note(answer, of: path.hasSuffix("/meeting") ? "getMeeting" : "\(method) \(path)")
    return answer
  }

  private func note(_ answer: Answer, of operation: String) {
    let text = String(decoding: answer.body, as: UTF8.self) + answer.lastingHeaders.values.joined(separator: " ")
    for secret in Self.secrets where text.contains(secret) {
      if Self.mayShow.contains(operation) { shown.insert(secret) } else { leaks.append("\(secret) in \(operation)") }
    }
  }

  private static let zoomBody = """
    {"vendor":"zoom","meeting_id":"\(zoom.id)","passcode":"\(zoom.passcode)",\
    "url":"https://zoom.example/j/\(zoom.path)?pwd=\(zoom.password)"}
    """
  private static let poolBody = """
    {"vendor":"zoom","meetings":[{"meeting_id":"\(pooled.id)","passcode":"\(pooled.passcode)",\
    "url":"https://zoom.example/j/\(pooled.path)"}]}
    """
  private static let teleBody = """
    {"vendor":"teleoffice","server":"\(tele.server)","access_code":"\(tele.code)",\
    "url":"https://tele.example/\(tele.path)"}
    """
  private static let wrongBodies = [
    zoomBody.replacing("https", with: "http"), zoomBody.replacing(zoom.passcode, with: "\(zoom.passcode) !"),
    String(zoomBody.dropLast()), teleBody.replacing("\"\(tele.server)\"", with: "[\"\(tele.server)\"]"),
    poolBody.replacing("}]", with: "},{\"passcode\":\"\(pooled.passcode)\"}]"),
  ]
}
