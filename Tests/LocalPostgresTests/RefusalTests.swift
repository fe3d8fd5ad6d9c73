import Foundation
import Testing

@testable import LocalPostgres

@Suite struct RefusalTests {
  @Test func `a socket's path over 107 bytes is refused with a sentence`() async throws {
    let fits = "/" + String(repeating: "x", count: 107 - "/.s.PGSQL.5432".utf8.count - 1)
    #expect(try Folder(fits).socket.utf8.count == 107)
    let refusal = await #expect(throws: LocalPostgresError.self) {
      try await LocalPostgres.start(in: fits + "x", logger: .init(label: "test"))
    }
    #expect(refusal?.code == .pathTooLong)
    #expect(refusal?.description.contains("108 bytes") == true)
    #expect(refusal?.description.contains("Choose a shorter directory") == true)
  }

  @Test func `a socket's path of 107 bytes just fits`() async throws {
    let above = "/tmp/madoguchi-test-1234567890/".utf8.count
    let name = String(repeating: "x", count: 107 - "/.s.PGSQL.5432".utf8.count - above)
    try await ScratchServer.use(under: "/tmp", named: name) { scratch in
      #expect(scratch.directory.utf8.count == 93)
      let user = try await scratch.start()
      #expect(try await scratch.query("SELECT 1") == "1")
      await user.stop()
    }
  }

  @Test func `data of another major version is refused`() async throws {
    try await ScratchServer.use { scratch in
      let user = try await scratch.start()
      await user.stop()
      let version = scratch.directory + "/postgres/data/PG_VERSION"
      try "9\n".write(toFile: version, atomically: false, encoding: .utf8)
      let refusal = await #expect(throws: LocalPostgresError.self) { try await scratch.start() }
      #expect(refusal?.code == .versionMismatch)
    }
  }

  @Test func `a link to a folder that is gone is refused`() async throws {
    try await ScratchServer.use { scratch in
      let files = FileManager.default
      try files.createDirectory(atPath: scratch.directory, withIntermediateDirectories: true)
      try files.createSymbolicLink(atPath: scratch.directory + "/postgres", withDestinationPath: "/var/tmp/gone/away")
      let refusal = await #expect(throws: LocalPostgresError.self) { try await scratch.start() }
      #expect(refusal?.code == .directoryUnusable)
    }
  }

  @Test func `a server that can't start says why`() async throws {
    try await ScratchServer.use { scratch in
      let options = LocalPostgres.Options(fsync: false, settings: ["no_such_setting": "on"])
      let refusal = await #expect(throws: LocalPostgresError.self) {
        try await LocalPostgres.start(in: scratch.directory, options: options, logger: .init(label: "test"))
      }
      #expect(refusal?.code == .programFailed)
      #expect(refusal?.description.contains("no_such_setting") == true)
    }
  }

  @Test func `a directory may have any name`() async throws {
    try await ScratchServer.use(named: #"a 'b' "c" $(touch d)\e"#) { scratch in
      let user = try await scratch.start()
      #expect(try await scratch.query("SELECT 1") == "1")
      await user.stop()
    }
  }

  @Test func `a comma in the directory's name is refused, because connection strings split there`() throws {
    let refusal = #expect(throws: LocalPostgresError.self) { try Folder("/tmp/a,b") }
    #expect(refusal?.code == .directoryUnusable)
  }

  @Test func `a setting's value is quoted`() {
    let options = LocalPostgres.Options(settings: ["log_line_prefix": #"it's \%p "#])
    #expect(options.configuration(socketFolder: "/").contains(#"log_line_prefix = 'it''s \\%p '"#))
  }
}
