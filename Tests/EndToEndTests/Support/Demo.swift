import Foundation
import Testing

/// The demo, as one office of it is used: 2804 with a token a role.
struct Demo: Sendable {
  /// The demo that the tests of a suite share.
  @TaskLocal static var shared: Demo?

  static let office = "2804"
  static let roles = [
    "counselor", "supervisor", "office_head", "bureau_statistics", "ministry_statistics", "system_admin", "auditor",
    "gateway",
  ]

  let service: Service
  let tokens: [String: String]

  /// Starts a demo of a test's own.
  static func use(_ body: (Demo) async throws -> Void) async throws {
    try await Scratch.use { scratch in
      try await Service.demo(in: scratch) { try await body(try Demo($0)) }
    }
  }

  /// A demo whose service listens.
  init(_ service: Service) throws {
    self.service = service
    tokens = try Dictionary(
      uniqueKeysWithValues: Self.roles.map { role in
        let text = try String(contentsOfFile: "\(service.scratch.data)/tokens/\(role)", encoding: .utf8)
        return (role, text.trimmingCharacters(in: .whitespacesAndNewlines))
      })
  }

  /// Sends a request; a path that doesn't begin with a slash is below the office's.
  func send(
    _ method: String, _ path: String, by role: String? = "counselor", _ body: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> Answer {
    let path = path.hasPrefix("/") ? path : "/v1/offices/\(Self.office)/\(path)"
    return try await service.client.send(
      method, path, token: role.flatMap { tokens[$0] }, body.map { Data($0.utf8) }, headers: headers)
  }

  /// Moves the clock forward.
  func moveClock(to instant: String) async throws {
    let moved = try await send("POST", "/v1/clock", by: "system_admin", #"{"now":"\#(instant)"}"#)
    try #require(moved.status == 200)
  }

  /// A new application's id.
  func apply(_ body: String = Bodies.application()) async throws -> String {
    let received = try await send("POST", "bookings", body)
    return try #require(received.json["id"].text)
  }
}

/// Gives a suite one demo for all its tests.
struct SharedDemo: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await Demo.use { demo in
      try await Demo.$shared.withValue(demo) { try await function() }
    }
  }
}

extension Trait where Self == SharedDemo {
  static var demo: Self { SharedDemo() }
}
