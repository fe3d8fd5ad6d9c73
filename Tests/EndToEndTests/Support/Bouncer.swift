import Foundation

/// A PgBouncer in transaction mode before the database server of a scratch folder, with one server connection a role.
struct Bouncer {
  private static let program = "/usr/sbin/pgbouncer"
  static let isInstalled = FileManager.default.isExecutableFile(atPath: program)

  private let folder: String

  struct NeverListened: Error {}

  static func use<Result>(before scratch: Scratch, _ body: (Bouncer) async throws -> Result) async throws -> Result {
    let bouncer = Bouncer(folder: scratch.folder + "/bouncer")
    let child = try await bouncer.start(before: scratch)
    do {
      let result = try await body(bouncer)
      child.send(SIGKILL)
      _ = await child.exitCode
      return result
    } catch {
      child.send(SIGKILL)
      _ = await child.exitCode
      throw error
    }
  }

  /// The address as `madoguchi_ROLE`.
  func address(as role: String) -> String { "postgresql:///\(role)?host=\(folder)&port=6432&user=anybody" }

  private func start(before scratch: Scratch) async throws -> Child {
    // it does not run as root, and then its user makes the socket
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
    _ = chmod(folder, 0o777)
    let databases = ["app", "owner", "maintenance", "relay"].map {
      "\($0) = host=\(scratch.data)/postgres dbname=madoguchi user=madoguchi_\($0)\n"
    }
    let settings = """
      [databases]
      \(databases.joined())
      [pgbouncer]
      listen_port = 6432
      unix_socket_dir = \(folder)
      auth_type = any
      pool_mode = transaction
      default_pool_size = 1
      """
    let file = folder + "/pgbouncer.ini"
    try Data((settings + "\n").utf8).write(to: URL(fileURLWithPath: file))
    let command = [Self.program, "--quiet", file]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      geteuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] + command : command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let child = try Child(running: process)
    for _ in 0..<200 {
      if FileManager.default.fileExists(atPath: folder + "/.s.PGSQL.6432") { return child }
      try await Task.sleep(for: .milliseconds(50))
    }
    child.send(SIGKILL)
    throw NeverListened()
  }
}
