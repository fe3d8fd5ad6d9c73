import Foundation

@testable import Postgres

/// A PgBouncer in transaction mode before the shared server, with fewer server connections than clients will have.
final class TestBouncer: Sendable {
  static let isInstalled = FileManager.default.fileExists(atPath: "/usr/sbin/pgbouncer")
  static let shared = Task { try await TestBouncer() }

  private let folder: String
  private let port: Int

  init() async throws {
    let server = try await TestServer.shared.value
    folder = try await Shell.temporaryFolder()
    port = try Shell.freePort()
    let settings = """
      [databases]
      postgres = host=\(server.folder) port=\(server.port) user=postgres
      [pgbouncer]
      listen_addr = 127.0.0.1
      listen_port = \(port)
      unix_socket_dir = \(folder)
      auth_type = any
      pool_mode = transaction
      default_pool_size = 3
      max_client_conn = 100
      logfile = \(folder)/log
      pidfile = \(folder)/pid
      """
    let file = "\(folder)/pgbouncer.ini"
    try Data(settings.utf8).write(to: URL(filePath: file))
    try Shell.afterUs("kill $(cat \(folder)/pid); rm -rf \(folder)")
    try await Shell.run("/usr/sbin/pgbouncer", "--daemon", file, unprivileged: true)
    // it listens only after it has gone to the background
    let socket = "\(folder)/.s.PGSQL.\(port)"
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: socket) {
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  var configuration: ConnectionConfiguration {
    get throws { try ConnectionConfiguration(url: "host=\(folder) port=\(port) user=postgres dbname=postgres") }
  }
}
