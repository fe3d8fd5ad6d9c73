import Foundation

@testable import Postgres

/// A private PostgreSQL 15 in a temporary folder: over a unix socket without a password, over TCP with one and TLS.
/// It stops, and the folder goes, when the test process ends.
final class TestServer: Sendable {
  /// The server of all tests that do it no harm.
  static let shared = Task { try await TestServer() }

  static let password = "a secret of the tests"
  private static let programs = "/usr/lib/postgresql/15/bin"

  let folder: String
  let port: Int

  private var data: String { "\(folder)/data" }

  init() async throws {
    folder = try await Shell.temporaryFolder()
    port = try Shell.freePort()
    try await Certificates.make(in: folder)
    try Data(Self.password.utf8).write(to: URL(filePath: "\(folder)/password"))
    try await Shell.run(
      "\(Self.programs)/initdb", "--pgdata=\(folder)/data", "--username=postgres", "--pwfile=\(folder)/password",
      "--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
      unprivileged: true)
    try Shell.afterUs("kill -QUIT $(head -1 \(folder)/data/postmaster.pid); sleep 1; rm -rf \(folder)")
    try await start()
  }

  func start() async throws {
    let settings = [
      "port=\(port)", "unix_socket_directories=\(folder)", "listen_addresses=127.0.0.1", "fsync=off",
      "max_connections=200", "ssl=on", "ssl_cert_file=\(folder)/server.crt", "ssl_key_file=\(folder)/server.key",
      "shared_buffers=32MB", "logging_collector=off",
    ]
    try await Shell.run(
      "\(Self.programs)/pg_ctl", "start", "--wait", "--pgdata=\(data)", "--log=\(folder)/log", "--options",
      settings.map { "-c \($0)" }.joined(separator: " "), unprivileged: true)
  }

  /// Stops at once, as a crash would: no farewell to any client that waits for one.
  func stop() async throws {
    try await Shell.run(
      "\(Self.programs)/pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=\(data)", unprivileged: true)
  }

  /// Over the unix socket.
  func local(_ more: String = "") throws -> ConnectionConfiguration {
    try ConnectionConfiguration(url: "host=\(folder) port=\(port) user=postgres dbname=postgres \(more)")
  }

  /// Over TCP, as `host`, whose name is not resolved.
  func tcp(host: String = "localhost", _ more: String = "") throws -> ConnectionConfiguration {
    try ConnectionConfiguration(
      url: """
        host=\(host) hostaddr=127.0.0.1 port=\(port) user=postgres dbname=postgres password='\(Self.password)' \(more)
        """)
  }
}
