import Scheduling
import Stage

/// What an office does besides once the week is over: what no simulated week is sure to have.
struct LateArrivals: Sendable {
  private struct Availability: Decodable {
    struct Slot: Decodable {
      let start: String
      let free: Int
      let vendors: [String]
    }
    let slots: [Slot]
  }

  let desk: Desk

  /// Somebody comes new and gets as far as the details, somebody known gives another name.
  ///
  /// - Parameters:
  ///   - number: of somebody known.
  ///   - name: not that one's.
  func come(number: String?, name: String) async throws {
    let starts = try await starts()
    guard let wish = starts.first else { throw DrillError("office \(desk.office) has nothing free after the week") }
    if let number {
      try await desk.expect(201, "POST", "bookings", by: "gateway", Self.application(name, number, wish))
    }
    for (index, start) in starts.enumerated() {
      let body = Self.application("訓練 後子", "28990-9990000\(index)", start)
      let id = try await desk.expect(201, "POST", "bookings", by: "gateway", body)["id"]?.text ?? ""
      // somebody else may have had the same idea
      let offered = try await desk.send("POST", "bookings/\(id)/offer", DrillOffice.offer(start))
      guard offered.status == 200 else { continue }
      try await desk.expect(200, "POST", "bookings/\(id)/confirm", DrillOffice.confirmation(start))
      try await desk.expect(200, "GET", "bookings/\(id)/meeting", by: "gateway")
      return
    }
    throw DrillError("nothing of office \(desk.office) could be booked after the week")
  }

  /// The head lets out what is kept about a booking's person, as the person asks and as a law demands.
  func disclose() async throws {
    let booking = try await desk.expect(200, "GET", "bookings?limit=1")["items"]?.elements.first?["id"]?.text ?? ""
    for kind in ["person_request", "legal_demand"] {
      let body = "{\"kind\":\"\(kind)\",\"legal_basis\":\"訓練\",\"requester\":\"訓練\",\"booking\":\"\(booking)\"}"
      let made = try await desk.expect(201, "POST", "disclosures", by: "office_head", body)
      let path = "disclosures/\(made["id"]?.text ?? "")"
      try await desk.expect(200, "POST", path + "/approve", by: "office_head", "{}")
      try await desk.expect(200, "POST", path + "/export", by: "office_head", "{}")
    }
  }

  /// Has PostgreSQL refuse something, so that its log has an error: a room called like another.
  func offendDatabase() async throws {
    let name = try await desk.expect(200, "GET", "rooms?limit=1")["items"]?.elements.first?["name"]?.text ?? ""
    let answer = try await desk.send("POST", "rooms", by: "supervisor", "{\"name\":\(Desk.quoted(name))}")
    guard answer.status == 422 || answer.status == 409 else { throw DrillError("a room's name was given twice") }
  }

  /// Some free starts of the next two weeks.
  private func starts() async throws -> [String] {
    let now = try await desk.expect(200, "GET", "/v1/clock", by: "system_admin")["now"]?.text ?? ""
    guard let today = CivilDate(iso: String(now.prefix(10))) else { throw DrillError("the service tells no time") }
    let days = "from=\(today.adding(days: 2).iso)&to=\(today.adding(days: 16).iso)"
    let answer = try await desk.send("GET", "availability?service=consultation&\(days)", by: "gateway")
    let slots = try answer.decode(Availability.self).slots.filter { $0.free > 0 && $0.vendors.contains("zoom") }
    return slots.suffix(5).map(\.start)
  }

  private static func application(_ name: String, _ number: String, _ start: String) -> String {
    """
    {"service":"consultation","channel":"my_page","terms_acknowledged":true,
     "seeker":{"name":\(Desk.quoted(name)),"kana":"クンレン アトコ","job_seeker_number":"\(number)",
      "registration_kind":"full","my_page":true},
     "declarations":{"device":true,"camera":true,"app":true},"wishes":[{"start":"\(start)"}]}
    """
  }
}
