import Foundation
import NIOConcurrencyHelpers
import Scheduling
import Stage

/// An office that was made for a drill: open from 8 to 20 on weekdays, with a token of its head.
struct DrillOffice: Sendable {
  let code: String
  let token: String
  /// Bookings that fit into one slot.
  let capacity: Int
  private let client: Client
  private let persons = NIOLockedValueBox(0)

  /// Imports offices through the command line and equips them over HTTP.
  ///
  /// - Parameter capacities: how many counselors, rooms and licences each office has; 0 leaves it bare.
  static func open(_ capacities: [(code: String, capacity: Int)], on stage: Stage) async throws -> [DrillOffice] {
    let folder = stage.database.directory
    let header = "code,bureau,name,phone,timezone,windows,vendors\n"
    let rows = capacities.map { "\($0.code),28,訓練所\($0.code),0798-00-0000,Asia/Tokyo,08:00-20:00,zoom\n" }
    try (header + rows.joined()).write(toFile: folder + "/offices.csv", atomically: true, encoding: .utf8)
    try "訓練の利用規約\n".write(toFile: folder + "/terms.txt", atomically: true, encoding: .utf8)
    try await stage.program.run("office", "import", folder + "/offices.csv", "--embedded", folder)
    try await stage.program.run(
      "terms", "publish", folder + "/terms.txt", "--ministry", "--effective-from", "2026-04-01", "--ground", "initial",
      "--embedded", folder)
    var offices: [DrillOffice] = []
    for (code, capacity) in capacities {
      let token = try await stage.program.run(
        "token", "create", "--role", "office_head", "--office", code, "--name", "drill", "--embedded", folder)
      let office = DrillOffice(code: code, token: token, capacity: capacity, client: stage.client)
      try await office.equip()
      offices.append(office)
    }
    return offices
  }

  private func equip() async throws {
    for number in 0..<capacity {
      try await expect(201, "POST", "rooms", #"{"name":"ブース\#(number)"}"#)
      try await expect(201, "POST", "counselors", #"{"name":"相談員\#(number)","services":["consultation"]}"#)
      let made = try await expect(201, "POST", "licences", #"{"vendor":"zoom","name":"Zoom-\#(number)"}"#)
      let id = try made.decode(PreparedBooking.Reference.self).id.uuidString.lowercased()
      try await expect(200, "POST", "licences/\(id)/credentials", Self.credentials)
    }
  }

  private static let credentials =
    #"{"vendor":"zoom","meeting_id":"900000001","passcode":"kunren","url":"https://zoom.example/j/900000001"}"#

  /// Whether an offer holds its slots until its deadline (A6).
  func holdOffers(_ holds: Bool) async throws {
    try await expect(200, "PATCH", "policy", #"{"hold_offers":\#(holds)}"#)
  }

  /// Sends a request below the office's path; nil when there was no answer.
  func send(_ method: String, _ path: String, _ body: String? = nil, key: String? = nil) async -> Answer? {
    await client.send(method, "/v1/offices/\(code)/\(path)", token: token, body: body, key: key)
  }

  /// The same for what must succeed; `busy` is tried again.
  @discardableResult
  func expect(_ status: Int, _ method: String, _ path: String, _ body: String? = nil) async throws -> Answer {
    for _ in 0..<100 {
      guard let answer = await send(method, path, body) else { throw DrillError("\(method) \(path): no answer") }
      if answer.status == status { return answer }
      guard answer.status == 503 else { throw DrillError("\(method) \(path): \(answer.summary)") }
      try await Task.sleep(for: .milliseconds(Int64.random(in: 5...40)))
    }
    throw DrillError("\(method) \(path): busy for too long")
  }

  /// An application of a person who has not applied before.
  func application(wishing start: String) -> String {
    let number = persons.withLockedValue { persons in
      persons += 1
      return persons
    }
    let digits = String(number)
    let padded = String(repeating: "0", count: 8 - digits.count) + digits
    return """
      {"service":"consultation","channel":"my_page","terms_acknowledged":true,
       "seeker":{"name":"職安 太郎","kana":"ショクアン タロウ","job_seeker_number":"28990-\(padded)",
        "registration_kind":"full","my_page":true},
       "declarations":{"device":true,"camera":true,"app":true},
       "wishes":[{"start":"\(start)"}]}
      """
  }

  static func offer(_ start: String) -> String { #"{"slots":[{"start":"\#(start)"}],"vendor":"zoom"}"# }

  static func confirmation(_ start: String) -> String { #"{"start":"\#(start)","channel":"phone"}"# }

  /// A booking that has just been received.
  func apply(for start: String) async throws -> PreparedBooking {
    let answer = try await expect(201, "POST", "bookings", application(wishing: start))
    return PreparedBooking(id: try answer.decode(PreparedBooking.Reference.self).id, start: start)
  }

  /// A booking that has been offered `start`.
  func offered(_ start: String) async throws -> PreparedBooking {
    let booking = try await apply(for: start)
    try await expect(200, "POST", "bookings/\(booking.id)/offer", Self.offer(start))
    return booking
  }
}

/// A booking that waits for its part in a drill.
struct PreparedBooking: Sendable {
  let id: UUID
  let start: String

  struct Reference: Decodable { let id: UUID }
}
