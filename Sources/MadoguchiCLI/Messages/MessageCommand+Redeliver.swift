import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

extension MessageCommand {
  struct Redeliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send messages once more that were given up.",
      discussion: """
        Those whose task `message_dead` is open, by the rules of the API: what is no longer so stays dead, for a person to \
        deal with. Prints one line an office. Goes batch by batch: it may be stopped and repeated. The office's audit \
        names the command.
        """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "The office's four-digit code.", transform: Parsing.office)
    var office: OfficeCode?

    @Flag(help: "Every office.")
    var all = false

    @Option(
      help: "Only those given up then or later, as 2026-09-18T18:00:00+09:00.", transform: DatabaseOptions.instant)
    var since: Instant?

    @Flag(help: "Count them, and change nothing.")
    var dryRun = false

    func validate() throws {
      guard (office != nil) != all else { throw ValidationError("give --office CODE or --all") }
    }

    func run() async throws {
      try await Deployment.with(database) { deployment in
        try await deployment.asApp { store in
          let offices = try await store.allOffices().filter { all || $0.code == office }
          guard !offices.isEmpty else { throw Sentence("there is no office \(office?.text ?? "yet")") }
          for office in offices { try await redeliver(in: office, store) }
        }
      }
    }

    /// The rehearsal first, so that whoever waits sees how far it is.
    private func redeliver(in office: Office, _ store: OfficeStore) async throws {
      let expected = try await store.redeliverDeadLetters(
        in: office, since: since, isRehearsal: true, .operatorAtCommandLine)
      guard !dryRun else {
        print("\(office.code): \(expected.revived) would wait again, \(expected.outdated) are no longer so")
        return
      }
      let done = try await store.redeliverDeadLetters(in: office, since: since, .operatorAtCommandLine) { soFar in
        FileHandle.standardError.write(Data("\(office.code): \(soFar.revived) of \(expected.revived)\n".utf8))
      }
      print("\(office.code): \(done.revived) wait again, \(done.outdated) are no longer so")
    }
  }
}
