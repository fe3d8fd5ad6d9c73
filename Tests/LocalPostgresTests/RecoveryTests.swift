import Foundation
import Testing

@testable import LocalPostgres

@Suite struct RecoveryTests {
  @Test func `a killed server comes back with what was committed`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      _ = try await scratch.query("CREATE TABLE kept AS SELECT 42 AS answer")
      let watch = Task { await user.supervise() }
      let killed = try #require(scratch.mainProcess)
      kill(killed, SIGKILL)
      #expect(try await scratch.query("SELECT answer FROM kept", until: "42") == "42")
      #expect(scratch.mainProcess != killed)
      await user.stop()
      await watch.value
      #expect(scratch.mainProcess == nil)
    }
  }

  @Test func `a session that a killed server left running is ended`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      // Such a session never looks up, and as long as it lives PostgreSQL itself refuses to start again.
      let busy = Task { try await scratch.query("DO $$ BEGIN LOOP END LOOP; END $$") }
      let running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO%'"
      #expect(try await scratch.query(running, until: "1") == "1")
      kill(try #require(scratch.mainProcess), SIGKILL)
      let other = try await scratch.start()
      #expect(try await scratch.query(running) == "0")
      _ = try await busy.value
      await user.stop()
      await other.stop()
    }
  }

  @Test func `a stale pid file does not keep a server from starting`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      await user.stop()
      // The number of a process that lives and belongs to the server's user, but is no server.
      let account = try ServerAccount(forFilesIn: scratch.directory + "/postgres")
      let sleeper = Process()
      sleeper.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      sleeper.arguments = account.commandPrefix + ["sleep", "100"]
      try sleeper.run()
      let data = scratch.directory + "/postgres/data"
      let stale = "\(sleeper.processIdentifier)\n\(data)\n1\n5432\n..\n\n1 1\nready\n"
      try stale.write(toFile: data + "/postmaster.pid", atomically: false, encoding: .utf8)
      let socketLock = scratch.directory + "/postgres/.s.PGSQL.5432.lock"
      try stale.write(toFile: socketLock, atomically: false, encoding: .utf8)

      let next = try await scratch.start()
      #expect(try await scratch.query("SELECT 1") == "1")
      await next.stop()
      kill(sleeper.processIdentifier, SIGKILL)
    }
  }

  @Test func `a first start that was cut short is begun anew`() async throws {
    try await ScratchServer.use { scratch in
      let unfinished = scratch.directory + "/postgres/unfinished-1/base"
      let user = try await scratch.start()
      await user.stop()
      try FileManager.default.removeItem(atPath: scratch.directory + "/postgres/data")
      try FileManager.default.createDirectory(atPath: unfinished, withIntermediateDirectories: true)
      let next = try await scratch.start()
      #expect(try await scratch.query("SELECT 1") == "1")
      #expect(!FileManager.default.fileExists(atPath: unfinished))
      await next.stop()
    }
  }

  @Test func `nobody brings a server back once he has left`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      let watch = Task { await user.supervise() }
      await user.stop()
      await watch.value
      #expect(scratch.mainProcess == nil)
    }
  }
}
