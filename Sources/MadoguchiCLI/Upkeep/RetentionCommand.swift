import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "What an office need not keep any longer.", subcommands: [Run.self])

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Blank persons and free text whose time is over, and delete records of use.",
      discussion: """
        Each office says how long it keeps what (GET and PATCH /v1/offices/CODE/retention). Skeletons of bookings and events \
        stay, so figures stay true. Goes batch by batch: it may be stopped and repeated, and run on several machines at once. \
        Prints one line an office and table. Needs the address of madoguchi_maintenance (--maintenance-url).
        """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "The office's four-digit code.", transform: Parsing.office)
    var office: OfficeCode?

    @Flag(help: "Every office.")
    var all = false

    @Flag(help: "Count what would go, and change nothing.")
    var dryRun = false

    @Option(help: "Rows that one transaction takes at most.")
    var batchSize = 500

    func validate() throws {
      guard (office != nil) != all else { throw ValidationError("give --office CODE or --all") }
      guard (1...10_000).contains(batchSize) else { throw ValidationError("--batch-size takes 1 to 10000") }
    }

    func run() async throws {
      try await Deployment.with(database) { deployment in
        try await deployment.asMaintenance { pool in
          let retention = Retention(maintenance: pool, clock: deployment.clock, logger: deployment.logger)
          let offices = try await retention.offices().filter { all || $0.code == office }
          guard !offices.isEmpty else { throw Sentence("there is no office \(office?.text ?? "yet")") }
          for office in offices {
            let counts = try await dryRun ? retention.rehearse(in: office) : run(retention, in: office)
            for line in counts.lines(of: office) { print(line) }
          }
        }
      }
    }

    private func run(_ retention: Retention, in office: Office) async throws -> RetentionCounts {
      try await retention.run(in: office, batch: batchSize) { gone, expected in
        FileHandle.standardError.write(Data("\(office.code): \(gone.total) of \(expected.total)\n".utf8))
      }
    }
  }
}

extension RetentionCounts {
  /// The days, then one line a table: the same of a dry run and of the run after it.
  fileprivate func lines(of office: Office) -> [String] {
    let days = until.map { "\($0.kind) before \($0.date)" }.joined(separator: ", ")
    return ["\(office.code): \(days)"] + tables.map { "\(office.code): \($0.name) \($0.rows)" }
  }
}
