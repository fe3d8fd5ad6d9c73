import Foundation
import Testing

@testable import Messaging

@Suite struct SpoolTests {
  private func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "/madoguchi-spool-\(UInt32.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `a message is one file, for its owner alone, however often it is laid there`() async throws {
    try await inFolder { folder in
      let spool = SpoolChannel(folder: folder)
      let letter = try OutgoingMessage.letter()
      for attempt in 1...3 { try await spool.deliver(letter, attempt: attempt) }
      try await spool.deliver(.letter(), attempt: 1)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.count == 2)
      let file = try #require(files.first { $0.hasSuffix("-\(letter.id).json") })
      #expect(try Array(Data(contentsOf: URL(filePath: "\(folder)/\(file)"))) == letter.body)
      #expect(try permissions("\(folder)/\(file)") == 0o600)
      #expect(try permissions(folder) == 0o700)
    }
  }

  @Test func `a folder that can't be is a failure`() async throws {
    try await inFolder { folder in
      #expect(FileManager.default.createFile(atPath: folder, contents: Data()))
      await #expect(throws: DeliveryFailure.spoolFailed) {
        try await SpoolChannel(folder: folder).deliver(.letter(), attempt: 1)
      }
    }
  }
}
