import HTTPTypes
import Hummingbird
import Scheduling
import Testing

@testable import AdminAPI

extension HTTPTests {
  /// Who may ask for what: derived from the table of operations, so that a new one is tested as soon as it is there.
  @Suite struct AccessTests {
    private static let nobody = "00000000-0000-4000-8000-000000000000"

    private let operations: [AdminAPI.Operation]

    init() throws {
      operations = AdminServer(store: try .unreachable(), configuration: .init(), logger: .silent).operations
    }

    private func path(_ operation: AdminAPI.Operation, _ office: String) -> String {
      operation.path.replacing("{office}", with: office).replacing("{id}", with: Self.nobody)
    }

    private func body(_ operation: AdminAPI.Operation) -> String? {
      operation.takesBody ? "{}" : nil
    }

    @Test func `without a token that is known nothing but the open operations answers`() async throws {
      var configuration = AdminConfiguration()
      configuration.failedAuthenticationBurst = 1000
      try await TestOffice.open(equipped: false, configuration: configuration) { office in
        for operation in operations {
          for token in [nil, "mdg_unknown"] {
            let answer = try await office.send(
              operation.method, path(operation, office.code), by: nil, token: token, body(operation))
            if operation.isOpen {
              #expect(answer.status == 200, "\(operation.id)")
            } else {
              #expect(answer.status == 401 && answer.code == "unauthenticated", "\(operation.id)")
              #expect(answer.headers[.wwwAuthenticate] == "Bearer", "\(operation.id)")
            }
          }
        }
      }
    }

    @Test func `a role is refused exactly what it may not do`() async throws {
      try await TestOffice.open(equipped: false) { office in
        for operation in operations {
          guard let ability = operation.ability else { continue }
          for role in Role.allCases {
            let answer = try await office.send(
              operation.method, path(operation, office.code), by: role, body(operation))
            #expect((answer.status == 403) == !role.may(ability), "\(operation.id) by \(role): \(answer.status)")
            #expect(answer.status != 401 && answer.status < 500, "\(operation.id) by \(role): \(answer.status)")
          }
        }
      }
    }

    @Test func `another office answers byte for byte like one that does not exist`() async throws {
      try await TestOffice.open(equipped: false) { other in
        try await TestOffice.open(equipped: false) { office in
          for operation in operations where operation.path.contains("{office}") {
            for role in [Role.counselor, .supervisor, .officeHead, .gateway] {
              let send = { (code: String) in
                try await office.send(operation.method, path(operation, code), by: role, body(operation))
              }
              let foreign = try await send(other.code)
              #expect(foreign.status == 404, "\(operation.id)")
              for absent in ["0000", "12345", "abcd", "%32804"] {
                let answer = try await send(absent)
                #expect(answer.status == 404 && answer.bytes == foreign.bytes, "\(operation.id) \(absent)")
                #expect(Self.stable(answer.headers) == Self.stable(foreign.headers), "\(operation.id) \(absent)")
              }
            }
          }
        }
      }
    }

    @Test func `another office's booking answers like none, and like an id that is no UUID`() async throws {
      try await TestOffice.open(equipped: false) { other in
        let created = try await other.send(.post, "bookings", Bodies.application())
        let foreign = try #require(created.json["id"].text)
        try await TestOffice.open(equipped: false) { office in
          let answers = try await [foreign, Self.nobody, "not-a-uuid", "%20"].asyncMap { id in
            try await office.send(.get, "bookings/\(id)")
          }
          #expect(answers.allSatisfy { $0.status == 404 && $0.bytes == answers[0].bytes })
          let unknownRoute = try await office.send(.get, "/v2/nothing", by: nil)
          #expect(unknownRoute.bytes == answers[0].bytes)
        }
      }
    }

    @Test func `an address that fails too often waits, but a token that is good lately still gets in`() async throws {
      var configuration = AdminConfiguration()
      configuration.failedAuthenticationBurst = 3
      try await TestOffice.open(equipped: false, configuration: configuration) { office in
        #expect(try await office.send(.get, "rooms").status == 200)
        for _ in 1...3 { #expect(try await office.send(.get, "rooms", by: nil, token: "wrong").status == 401) }
        let limited = try await office.send(.get, "rooms", by: nil, token: "wrong")
        #expect(limited.status == 429 && limited.code == "rate_limited")
        #expect(Int(limited.headers[.retryAfter] ?? "") ?? 0 >= 1)
        #expect(try await office.send(.get, "rooms").status == 200)
      }
    }

    /// Without what differs between any two responses.
    private static func stable(_ headers: HTTPFields) -> HTTPFields {
      var headers = headers
      headers[.xRequestID] = nil
      headers[.date] = nil
      return headers
    }
  }
}
