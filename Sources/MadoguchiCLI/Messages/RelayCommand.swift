import AdminAPI
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
      (--relay-url). With --port it tells /healthz, /readyz and /metrics. SIGTERM and SIGINT finish what is in the air and \
      stop.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var relay: RelayOptions

  @Flag(
    help: """
      Start although keys are missing. What this relay cannot open then waits for one that can. \
      [MADOGUCHI_WITHOUT_KEYS]
      """)
  var withoutKeys = false

  @Option(
    help: "The port of /healthz, /readyz and /metrics; 0 takes a free one. [MADOGUCHI_RELAY_PORT] (default: none)")
  var port: Int?

  @Option(help: "The address to listen on there. [MADOGUCHI_HOST] (default: 127.0.0.1)")
  var host: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical. [MADOGUCHI_LOG_LEVEL] (default: info)")
  var logLevel: String?

  func run() async throws {
    let choices = try relay.resolved()
    let pages = try pages()
    let mayLackKeys = try withoutKeys || Environment.truth("WITHOUT_KEYS") ?? false
    let deployment = try await Deployment.open(database.address(), logger: Log.logger(level: try Log.level(logLevel)))
    do {
      let courier = try Courier(deployment, choices)
      do {
        try await courier.refuseOtherSchema()
      } catch {
        await courier.close()
        throw error
      }
      if let lack = await courier.lackOfKeys() {
        guard mayLackKeys else {
          await courier.close()
          throw Sentence("\(lack); give the relay the ring of `serve`, or --without-keys if another relay has it")
        }
        deployment.logger.error("\(lack)")
      }
      var services: [any Service] = [courier]
      if let pages { services.append(Self.pages(pages, of: courier, deployment.logger)) }
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

  /// How the pages are served; nil where nobody asked for them.
  private func pages() throws -> AdminConfiguration? {
    guard let port = try port ?? Environment.number("RELAY_PORT") else { return nil }
    guard (0...65_535).contains(port) else {
      throw Sentence("--port (MADOGUCHI_RELAY_PORT) is \(port); expected 0 to 65535")
    }
    var configuration = AdminConfiguration()
    configuration.port = port
    configuration.host = host ?? Environment["HOST"] ?? configuration.host
    configuration.version = Release.version
    return configuration
  }

  private static func pages(
    _ configuration: AdminConfiguration, of courier: Courier, _ logger: Logger
  ) -> any Service {
    let server = StatusServer(
      configuration: configuration, logger: logger, checkReadiness: { try await courier.checkReadiness() },
      metrics: { courier.render(into: &$0) })
    return server.application { [host = configuration.host] port in
      logger.notice("telling how the relay does", metadata: ["address": "http://\(host):\(port)"])
    }
  }
}
