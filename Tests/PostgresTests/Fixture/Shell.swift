import Foundation

/// Runs the programs that the fixture needs. PostgreSQL and PgBouncer refuse to run as root, so that as root they run
/// as the user `postgres`.
enum Shell {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let isRoot = geteuid() == 0

  /// Runs a program to its end; throws with its output if it fails.
  @discardableResult
  static func run(_ arguments: String..., unprivileged: Bool = false) throws -> String {
    let prefix =
      unprivileged && isRoot
      ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : []
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = prefix + arguments
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(arguments.joined(separator: " ")): \(text)")
    }
    return text
  }

  /// Starts a program that outlives this call, does `script` once this process is gone, however it went.
  static func afterUs(_ script: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["setsid", "sh", "-c", "while kill -0 \(getpid()); do sleep 0.5; done; \(script)"]
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// A new folder with a short path (a socket's path ends at 107 bytes), owned by whom `unprivileged` runs as.
  static func temporaryFolder() throws -> String {
    let folder = try run("mktemp", "-d", "/tmp/pgtest.XXXXXX").trimmingCharacters(in: .whitespacesAndNewlines)
    if isRoot { try run("chown", "postgres:postgres", folder) }
    return folder
  }

  /// A TCP port that was free a moment ago.
  static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 ? getsockname(socket, address, &length) : -1
      }
    }
    guard status == 0 else { throw Failure(description: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
