import Foundation
import OfficeStore
import TestDatabase
import Testing

/// How often a command waits for the database.
struct RoundTripTests {
  @Test(arguments: CountedCommand.all)
  func `a command is one transaction in at most three round trips`(_ command: CountedCommand) async throws {
    let database = try await TestDatabase.make()
    let action = try await command.arrange(database.nishinomiya)
    let trips = try await database.roundTrips.during(action)
    #expect(trips.count <= command.most, "\(trips.map { $0.map { $0.prefix(60) } })")
    // whoever has a reason for a fourth one takes it, or the reason is none any more
    #expect(command.reason == nil || trips.count == command.most)
    #expect(trips.first?.first == "BEGIN" && trips.last?.last == "COMMIT")
    #expect(trips.joined().count { $0 == "BEGIN" } == 1)
  }

  @Test func `whoever takes more than three says why`() {
    #expect(CountedCommand.all.allSatisfy { ($0.most > 3) == ($0.reason != nil) })
  }

  /// Imports and what the clock does are no commands: they take an office's rows in batches, as many as there are.
  @Test func `every command of the store is counted`() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../../Sources/OfficeStore").standardized
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var commands: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      for declaration in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "public func ")
        .dropFirst()
      {
        let signature = declaration.components(separatedBy: " {\n")[0]
        guard signature.hasSuffix("-> Reply") else { continue }
        commands.insert(String(signature.prefix { $0.isLetter }))
      }
    }
    #expect(commands == Set(CountedCommand.all.map(\.function)))
  }

  @Test func `a repeated request is answered in two`() async throws {
    let database = try await TestDatabase.make()
    let office = database.nishinomiya
    let key = ReplayKey(key: "k", method: "POST", path: "/bookings", body: [1], token: "mdg_test")
    let context = office.context(by: .gateway, replay: key)
    let application = Application.complete()
    _ = try await office.receive(application, context)
    let trips = try await database.roundTrips.during {
      _ = try await office.store.receive(application, context) { _, _ in CountedCommand.done }
    }
    #expect(trips.count == 2)
  }
}
