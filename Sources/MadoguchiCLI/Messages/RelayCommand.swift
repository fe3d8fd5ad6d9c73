import ArgumentParser
import Foundation
import Logging
import Scheduling
import ServiceLifecycle

struct RelayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relay",
    abstract: "Deliver messages, without serving anything.",
    discussion: """
      `serve` has a relay of its own; this is one more, on this machine or another. Needs the address of the relay's role \
      (--relay-url). SIGTERM and SIGINT finish what is in the air and stop.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var relay: RelayOptions

  @Flag(
    help: """
      Start although keys are missing. What this relay cannot open then waits for one that can. \
      [MADOGUCHI_WITHOUT_KEYS]
      """)
  var withoutKeys = false

  @Option(help: "trace, debug, info, notice, warning, error or critical. [MADOGUCHI_LOG_LEVEL] (default: info)")
  var logLevel: String?

  func run() async throws {
    let choices = try relay.resolved()
    let mayLackKeys = try withoutKeys || Environment.truth("WITHOUT_KEYS") ?? false
    let deployment = try await Deployment.open(database.address(), logger: Log.logger(level: try Log.level(logLevel)))
    do {
      let courier = try Courier(deployment, choices)
      if let lack = await courier.lackOfKeys() {
        guard mayLackKeys else {
          await courier.close()
          throw Sentence("\(lack); give the relay the ring of `serve`, or --without-keys if another relay has it")
        }
        deployment.logger.error("\(lack)")
      }
      var services: [any Service] = [courier]
      if let clockFile = deployment.clockFile {
        services.append(ClockFollower(clock: deployment.clock, file: clockFile, logger: deployment.logger))
      }
      if let local = deployment.local { services.insert(PrivateServer(local: local), at: 0) }
      deployment.logger.notice("relaying")
      try await ServiceGroup(configuration: .init(untilStopped: services, logger: deployment.logger)).run()
    } catch {
      await deployment.close()
      throw error
    }
    await deployment.close()
  }
}
