import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

struct OfficeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "office", abstract: "Offices (公共職業安定所).", subcommands: [Import.self, Webhook.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make or update offices from a CSV file: all of them, or none when a row is wrong.",
      discussion:
        "UTF-8 with the header \(OfficeSheet.header.joined(separator: ",")); samples/offices.csv is an example.")

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The CSV file.")
    var file: String

    @Flag(help: "Check every row and write nothing.")
    var dryRun = false

    func run() async throws {
      let offices = try OfficeSheet.read(file)
      try await Deployment.with(database) { deployment in
        let done = try await deployment.asOwner { pool in
          try await Administration(owner: pool, clock: deployment.clock).importOffices(offices, isDryRun: dryRun)
        }
        print("\(dryRun ? "would be " : "")created \(done.created), updated \(done.updated)")
        for line in done.displaced.flatMap(\.lines) { print(line) }
      }
    }
  }
}
