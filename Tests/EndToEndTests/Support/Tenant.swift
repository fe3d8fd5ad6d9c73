import Foundation
import Testing

/// An office of the demo, with a token of every role that has an office, a bureau or everything in its scope.
struct Tenant: Sendable {
  let code: String
  private let tokens: [String: String]
  private let client: Client

  /// Makes the tokens.
  init(_ code: String, of demo: Demo) async throws {
    self.code = code
    client = demo.service.client
    var tokens: [String: String] = [:]
    for role in Demo.roles {
      let scope =
        switch role {
        case "bureau_statistics": ["--bureau", String(code.prefix(2))]
        case "ministry_statistics", "system_admin": [String]()
        default: ["--office", code]
        }
      let made = try await Program.run(
        ["token", "create", "--role", role, "--name", "隣", "--embedded", demo.service.scratch.data] + scope)
      try #require(made.exitCode == 0, "\(made.errors)")
      tokens[role] = made.output.trimmingCharacters(in: .newlines)
    }
    self.tokens = tokens
  }

  /// Sends a request as somebody of this office, wherever it is about.
  func send(
    _ operation: Contract.Operation, as role: String, to office: String? = nil, id: String = Contract.nothing,
    query: [(name: String, value: String)] = [], _ body: JSON? = nil
  ) async throws -> Answer {
    var address = operation.address(office: office ?? code, id: id)
    let parameters = (operation.query ?? []) + query
    if !parameters.isEmpty { address += "?" + parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&") }
    let text = operation.takesBody ? try (body ?? operation.example).encoded : nil
    return try await client.send(
      operation.method, address, token: tokens[role], text.map { Data($0.utf8) }, headers: ["Accept-Language": "en"])
  }

  /// Somebody of this office who may: who may most, first.
  func role(for operation: Contract.Operation) throws -> String {
    // The tokens here are nobody's, and of those only the gateway's shows a meeting.
    if operation.id == "getMeeting" { return "gateway" }
    let roles = try #require(Permissions.roles(for: operation), "nothing says who may \(operation.id)")
    let first = ["office_head", "supervisor", "counselor", "gateway", "auditor", "system_admin"]
    return try #require(first.first { roles.contains($0) }, "\(operation.id)")
  }
}
