import Foundation
import Testing

@testable import LocalPostgres

@Suite struct IsolationTests {
  @Test func `the server never runs as root, and nobody else may enter its folder`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      var status = stat()
      #expect(stat("/proc/\(try #require(scratch.mainProcess))", &status) == 0)
      #expect(status.st_uid != 0)
      #expect(stat(scratch.directory + "/postgres", &status) == 0)
      #expect(status.st_mode & 0o077 == 0)
      await user.stop()
    }
  }

  @Test func `the server is reached through its socket only`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      #expect(try await scratch.query("SHOW listen_addresses").isEmpty)
      let url = user.url(user: "postgres", database: "postgres")
      let session = ChildProcess(["psql", url, "-Atc", "SELECT 7"], in: "/")
      #expect(session.output == "7")
      await user.stop()
    }
  }

  @Test func `an interrupt at our terminal does not reach the server`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      #expect(getsid(try #require(scratch.mainProcess)) != getsid(0))
      await user.stop()
    }
  }

  @Test func `the server inherits no open file of ours`() async throws {
    try await ScratchServer.use { scratch in
      var ends: [Int32] = [-1, -1]
      #expect(pipe(&ends) == 0)
      let user = try await scratch.start()
      let mine = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(ends[1])")
      let folder = "/proc/\(try #require(scratch.mainProcess))/fd"
      let open = try FileManager.default.contentsOfDirectory(atPath: folder)
        .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
      #expect(!open.isEmpty)
      #expect(!open.contains(mine))
      #expect(!open.contains { $0.hasSuffix(".lock") })
      await user.stop()
      ends.forEach { close($0) }
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root runs the server as another user"))
  func `where the server's user can't come the data lies under the common temporary folder`() async throws {
    try await ScratchServer.use(named: "home/local") { scratch in
      let home = URL(fileURLWithPath: scratch.directory).deletingLastPathComponent().path
      try FileManager.default.createDirectory(
        atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let user = try await scratch.start()
      #expect(try await scratch.query("SELECT 1") == "1")
      let link = scratch.directory + "/postgres"
      let target = try FileManager.default.destinationOfSymbolicLink(atPath: link)
      #expect(target.hasPrefix("/var/tmp/"))
      await user.stop()
      let next = try await scratch.start()
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
      await next.stop()
      try await LocalPostgres.erase(scratch.directory)
      #expect(!FileManager.default.fileExists(atPath: target))
    }
  }
}
