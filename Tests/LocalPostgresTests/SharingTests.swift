import Foundation
import Testing

@testable import LocalPostgres

@Suite struct SharingTests {
  @Test func `a server is started for its first user and stopped by its last`() async throws {
    try await ScratchServer.use { scratch in
      let first = try await scratch.start()
      let process = try #require(scratch.mainProcess)
      let second = try await scratch.start()
      #expect(scratch.mainProcess == process)
      await first.stop()
      #expect(try await scratch.query("SELECT 'still here'") == "still here")
      await second.stop()
      #expect(scratch.mainProcess == nil)
    }
  }

  @Test func `two that start at once share one server`() async throws {
    try await ScratchServer.use { scratch in
      async let one = scratch.start()
      async let other = scratch.start()
      let users = try await [one, other]
      #expect(try await scratch.query("SELECT count(*) FROM pg_database WHERE datname = 'postgres'") == "1")
      for user in users { await user.stop() }
      #expect(scratch.mainProcess == nil)
    }
  }

  @Test func `a second start finds the data again`() async throws {
    try await ScratchServer.use { scratch in
      let first = try await scratch.start()
      _ = try await scratch.query("CREATE TABLE kept AS SELECT 42 AS answer")
      await first.stop()
      let second = try await scratch.start()
      #expect(try await scratch.query("SELECT answer FROM kept") == "42")
      await second.stop()
    }
  }

  @Test func `leaving twice does not stop a server that others use`() async throws {
    try await ScratchServer.use { scratch in
      let first = try await scratch.start()
      let second = try await scratch.start()
      await first.stop()
      await first.stop()
      #expect(scratch.mainProcess != nil)
      await second.stop()
    }
  }

  @Test func `a server in use is not erased`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      let refusal = await #expect(throws: LocalPostgresError.self) { try await LocalPostgres.erase(scratch.directory) }
      #expect(refusal?.code == .inUse)
      await user.stop()
      try await LocalPostgres.erase(scratch.directory)
      #expect(!FileManager.default.fileExists(atPath: scratch.directory + "/postgres"))
    }
  }

  @Test func `erasing where there is nothing is no error`() async throws {
    try await LocalPostgres.erase(NSTemporaryDirectory() + "/madoguchi-test-nothing")
  }
}
