import Stage

/// Puts what is planted where it must not be put: into addresses, header fields, and every wrong place of a body. Nothing of
/// it is taken, so nothing of it may be found anywhere.
struct Carelessness: Sendable {
  let desk: Desk
  /// A licence of the office.
  let licence: String

  func beCareless(with needles: [Needle]) async throws {
    for needle in needles {
      try await inAddresses(needle.value)
      try await inBodies(needle.value)
      if needle.value.allSatisfy({ $0.isASCII && !$0.isWhitespace }) { try await inHeaders(needle.value) }
    }
  }

  private func inAddresses(_ value: String) async throws {
    let value = Desk.encoded(value)
    let paths = [
      "bookings/\(value)", "bookings/\(value)/events", "bookings?status=\(value)", "bookings?cursor=\(value)",
      "bookings?from=\(value)", "bookings?name=\(value)", "availability?service=\(value)&from=\(value)&to=\(value)",
      "/v1/offices/\(value)/bookings", "/v1/\(value)", "/\(value)",
    ]
    for path in paths { try await refuse("GET", path) }
    for method in ["PUT", "DELETE"] { try await refuse(method, "bookings/\(value)") }
  }

  private func inBodies(_ value: String) async throws {
    let text = Desk.quoted(value)
    let bodies = [
      value, text, "{\"seeker\":{\"name\":\(text)", "[\(text)]",
      """
      {"service":\(text),"channel":\(text),"terms_acknowledged":\(text),"wishes":[{"start":\(text)}],"counselor":\(text),
       "declarations":\(text),"companions":[{"role":\(text),"language":\(text),"note":\(text)}],
       "seeker":{"name":[\(text)],"kana":\(text),"job_seeker_number":[\(text)],"registration_kind":\(text),"my_page":\(text)}}
      """,
    ]
    for body in bodies { try await refuse("POST", "bookings", body) }
    try await refuse("POST", "bookings/search", "{\"number\":\(text),\"name\":[\(text)]}")
    try await refuse("POST", "audit/search", by: "auditor", "{\"job_seeker_number\":[\(text)],\"actor\":\(text)}")
    // vendors' parts that are none
    for path in ["licences/\(licence)/credentials", "licences/\(licence)/pool"] {
      let (passcode, url) = (Desk.quoted(value + " !"), Desk.quoted("http://" + value))
      let parts = "\"meeting_id\":\(text),\"passcode\":\(passcode),\"url\":\(url)"
      try await refuse("POST", path, by: "supervisor", "{\"vendor\":\"zoom\",\(parts),\"meetings\":[{\(parts)}]}")
    }
  }

  private func inHeaders(_ value: String) async throws {
    let fields = [
      "Authorization": "Bearer \(value)", "Idempotency-Key": value, "If-Match": value, "X-Request-Id": value,
      "User-Agent": value, "Accept-Language": value, "Content-Type": value, "Referer": value, "Cookie": "name=\(value)",
    ]
    for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
      try await refuse("POST", "bookings", "{}", headers: [name: field])
    }
  }

  /// Sends what no service takes.
  private func refuse(
    _ method: String, _ path: String, by role: String = "counselor", _ body: String? = nil,
    headers: [String: String] = [:]
  ) async throws {
    let answer = try await desk.send(method, path, by: role, body, headers: headers)
    guard (400..<500).contains(answer.status) else {
      throw DrillError("\(Route(method, path).key) with a planted value: \(answer.status)")
    }
  }
}
