import ArgumentParser
import OfficeStore
import Scheduling
import Stage

/// `madoguchi rooms import FILE`, and the same of every other kind.
struct ImportCommand<Kind: ImportedKind>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: Kind.name, abstract: "\(Kind.title).", subcommands: [Import.self])
  }

  struct Import: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "import",
        abstract: "Make or update \(Kind.name) from a CSV file: all of it, or nothing when a row is wrong.",
        discussion: """
          UTF-8 with the header \(Kind.header.joined(separator: ",")), or with the column \(Kind.officeColumn) before it in a \
          file about several offices. \(Kind.note) Every fault of every row is told, with row, column and code.
          """)
    }

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The CSV file.")
    var file: String

    @Option(help: "The four-digit code of the office; the file says it when left out.", transform: Parsing.office)
    var office: OfficeCode?

    @Flag(help: "Check every row, tell what would change, and write nothing.")
    var dryRun = false

    func run() async throws {
      try await Deployment.with(database) { deployment in
        let done = try await deployment.asOwner { pool in
          try await Kind.load(
            file, of: office, Administration(owner: pool, clock: deployment.clock), isDryRun: dryRun
          ) { ImportProgressLine.show($0, of: $1) }
        }
        print("\(dryRun ? "would be " : "")\(done.counts)")
        for line in done.displaced.flatMap(\.lines) { print(line) }
      }
    }
  }
}

/// How far a long file has come.
private enum ImportProgressLine {
  /// What takes no time needs no line.
  static let fewest = 200

  static func show(_ done: Int, of total: Int) {
    guard total >= fewest else { return }
    Progress.show("\(done) of \(total) rows", isLast: done == total)
  }
}

extension ImportOutcome {
  /// `created 2, updated 1, unchanged 0`
  fileprivate var counts: String {
    "created \(created), updated \(updated), unchanged \(unchanged)" + (retired > 0 ? ", retired \(retired)" : "")
  }
}
