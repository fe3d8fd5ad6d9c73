import Testing

@testable import Postgres

struct TLSTests {
  private func verified(host: String, authority: String) async throws -> ConnectionConfiguration {
    try await TestServer.shared.value.tcp(host: host, "sslmode=verify-full sslrootcert=\(authority)")
  }

  @Test func `the server's name and authority are verified, and the connection is encrypted`() async throws {
    let server = try await TestServer.shared.value
    let connection = try await Connection.open(await verified(host: "localhost", authority: "\(server.folder)/ca.crt"))
    let rows = try await connection.run(Statement("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
    #expect(try rows[0].decode(0, as: Bool.self))
    let blob = [UInt8](repeating: 3, count: 3 << 20)
    #expect(try await connection.run(Statement("SELECT $1::bytea", blob))[0].decode(0, as: [UInt8].self) == blob)
  }

  @Test func `another name than the certificate's is refused`() async throws {
    let server = try await TestServer.shared.value
    let configuration = try await verified(host: "elsewhere.example", authority: "\(server.folder)/ca.crt")
    #expect(await postgresError { try await Connection.open(configuration) }?.code == .connectionFailed)
  }

  @Test func `another authority than ours is refused`() async throws {
    let configuration = try await verified(host: "localhost", authority: "/etc/ssl/certs/ca-certificates.crt")
    #expect(await postgresError { try await Connection.open(configuration) }?.code == .connectionFailed)
  }

  @Test func `a cancel reaches a server that speaks TLS`() async throws {
    let server = try await TestServer.shared.value
    let configuration = try await verified(host: "localhost", authority: "\(server.folder)/ca.crt")
    let activity = try await Activity(server.local())
    let task = Task {
      try await Connection.open(configuration).run(Statement("SELECT pg_sleep(600), 'encrypted'"))
    }
    #expect(try await activity.sees("'encrypted'"))
    task.cancel()
    #expect(await postgresError { try await task.value }?.code == .cancelled)
    #expect(try await activity.misses("'encrypted'"))
  }

  @Test func `a wrong password is told by its state`() async throws {
    var configuration = try await TestServer.shared.value.tcp()
    configuration["password"] = "not it"
    let error = await postgresError { try await Connection.open(configuration) }
    #expect(error?.code == .connectionFailed)
    #expect(error?.sqlState == .invalidPassword)
  }
}
