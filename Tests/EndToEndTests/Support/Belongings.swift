import Foundation
import Synchronization
import Testing

/// What an office has: things of every kind, made through the API with the contract's own examples.
actor Belongings {
  let tenant: Tenant
  let contract: Contract
  private var kept: [String: String] = [:]
  /// How many sessions of today were given each start.
  var sessions: [String: Int] = [:]
  /// The last one that an agreement of a later day was given.
  var lastLater = ""

  /// Counts over all tests: they share the offices, which have each name once.
  private static let lastNumber = Mutex(0)

  /// What a member of a body or a query names.
  private static let collections = [
    "booking": "bookings", "counselor": "counselors", "licence": "licences", "room": "rooms", "staff": "staff",
  ]

  init(of tenant: Tenant, in contract: Contract) {
    self.tenant = tenant
    self.contract = contract
  }

  /// All that was kept, and of which collection it is.
  var ids: [(collection: String, id: String)] {
    kept.map { ($0.key.split(separator: " ").first.map(String.init) ?? "", $0.value) }
  }

  /// The id of the thing that an operation is about, in the state that it is for; always the same one.
  func id(for operation: Contract.Operation) async throws -> String {
    let kind = "\(operation.collection) \(operation.stage)"
    if let id = kept[kind] { return id }
    let id = try await newID(for: operation)
    kept[kind] = id
    return id
  }

  /// The same of a new thing.
  func newID(for operation: Contract.Operation) async throws -> String {
    let id = try await make(operation.collection)
    // only what was delivered is sent once more
    if operation.id == "redeliverMessage" { try await acknowledge(id) }
    try await bring(id, to: operation.stage)
    if operation.id == "getMeeting" { try await setCredentials(ofLicenceOf: id) }
    if operation.id == "dropCredentials" { try await setCredentials(of: id) }
    if operation.collection == "refusals" { try await bringRefusal(id, before: operation) }
    return id
  }

  /// The id of a new thing of the kind that a member of a body or a query names.
  func make(named member: String) async throws -> String {
    if member == "seeker" { return try await seeker() }
    if member == "series" { return try await series() }
    return try await make(try #require(Self.collections[member], "nothing says what \(member) names"))
  }

  /// A body's example in which every id that it must have is this office's own, and no other is but those of the example.
  ///
  /// - Parameter place: a place to be filled by somebody else; then only what is required stands beside it.
  func body(of operation: Contract.Operation, naming place: Contract.IdPlace? = nil) async throws -> JSON {
    var body = operation.example
    for other in operation.idsInBody where other != place && body.value(at: other.path) != .null {
      let stays = other.isRequired || place == nil
      body = body.setting(other.path, to: stays ? .string(try await make(named: other.member)) : nil)
    }
    let number = Self.lastNumber.withLock { number in
      number += 1
      return number
    }
    if let name = body["name"].text { body = body.setting(["name"], to: .string("\(name) \(number)")) }
    for (member, value) in Self.distinct(number) where body[member] != .null {
      // an incident's code is one of a few
      if operation.collection == "incidents" { continue }
      body = body.setting([member], to: .string(value))
    }
    let seeker = ["seeker", "job_seeker_number"]
    // One person has no two bookings at a time.
    if body.value(at: seeker) != .null { body = body.setting(seeker, to: .string("28990-\(7000 + number)")) }
    return body
  }

  /// Values of which an office has each once: a code, a day, and a minute of the night.
  private static func distinct(_ number: Int) -> [String: String] {
    let day = Date(timeIntervalSince1970: 1_900_000_000 + Double(number) * 86_400)
    let times = [number, number + 1].map { minutes in
      [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
    let date = String(ISO8601DateFormatter().string(from: day).prefix(10))
    return [
      "code": "example_\(number)", "date": date, "effective_from": date,
      "window": times.joined(separator: "-"),
    ]
  }

  private func make(_ collection: String) async throws -> String {
    if collection == "messages" { return try await message() }
    let creation = try #require(contract.creation(of: collection), "\(collection): nothing adds one")
    try #require(creation.example != .null, "\(creation.id) has no example")
    // A supervisor's refusal still has its steps before it; the head's own is approved.
    let role = try collection == "refusals" ? "supervisor" : tenant.role(for: creation)
    let made = try await tenant.send(creation, as: role, try await body(of: creation))
    try #require(made.status == 201, "\(creation.id) in \(tenant.code): \(String(decoding: made.body, as: UTF8.self))")
    // users hear of new terms from a worker, which would otherwise come while somebody compares
    if collection == "terms" { try await settle() }
    return try #require(made[header: "Location"]?.split(separator: "/").last.map(String.init), "\(creation.id)")
  }

  private func series() async throws -> String {
    let creation = try #require(contract.creation(of: "room-reservations"))
    let repetition = JSON.object(["every": .string("week"), "count": .number(2)])
    let body = try await body(of: creation).setting(["repeat"], to: repetition)
    let made = try await tenant.send(creation, as: tenant.role(for: creation), body)
    try #require(made.status == 201, "\(creation.id): \(String(decoding: made.body, as: UTF8.self))")
    return try #require(made.json["series"].text)
  }

  private func seeker() async throws -> String {
    let reading = try #require(contract.operations.first { $0.id == "getBooking" })
    let booking = try await tenant.send(reading, as: "counselor", id: try await make("bookings"))
    return try #require(booking.json["seeker"]["id"].text)
  }
}

extension Contract.IdPlace {
  /// The member that holds the id.
  var member: String { path.last { $0 != "0" } ?? "" }
}
