import ArgumentParser
import Foundation
import LocalPostgres
import OfficeStore
import Scheduling

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve sample offices from a private PostgreSQL, with one token a role.",
    discussion: "The clock starts at 2026-09-16T09:00+09:00 and can be moved. A second start finds its data again.")

  @Option(help: "The folder of the demo's data.")
  var directory = ".local"

  @Option(help: "The folder of the samples.")
  var samples = "samples"

  @Flag(help: "Begin anew: everything in the folder is lost.")
  var reset = false

  @OptionGroup var options: ServeOptions
  @OptionGroup var relay: RelayOptions

  func run() async throws {
    if reset {
      try await LocalPostgres.erase(directory)
      for name in ["clock-offset", "tokens", "spool"] {
        try? FileManager.default.removeItem(atPath: "\(directory)/\(name)")
      }
    }
    var settings = try options.resolved()
    settings.clockControl = true
    var choices = try relay.resolved()
    if choices.webhook == nil { choices.spool = choices.spool ?? "\(directory)/spool" }
    var address = DatabaseAddress(directory: directory)
    address.preparedStatements = settings.preparedStatements
    let isFirst = !FileManager.default.fileExists(atPath: "\(directory)/clock-offset")
    if isFirst { address.clock = try DatabaseOptions.instant("2026-09-16T09:00:00+09:00") }
    let deployment = try await Deployment.open(address, logger: Log.logger(level: settings.logLevel))
    do {
      try await deployment.asOwner { pool in
        let administration = Administration(owner: pool, clock: deployment.clock)
        try await Samples(folder: samples, deployment: deployment).load(administration)
      }
      let tokens = try await DemoTokens.findOrMake(directory: directory, deployment: deployment)
      let counter = Counter(deployment: deployment, settings: settings, relay: choices) { address in
        print(tokens.announcement(address: address, directory: directory))
        fflush(nil)
      }
      try await counter.serve()
    } catch {
      await deployment.close()
      throw error
    }
  }
}
