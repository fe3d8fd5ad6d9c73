import ArgumentParser
import OfficeStore

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the service.",
    discussion: """
      With --embedded DIR the service keeps a private PostgreSQL in DIR. Otherwise --database-url names one whose schema \
      `madoguchi migrate` has brought up to date. SIGTERM and SIGINT finish the requests in flight and stop.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: ServeOptions
  @OptionGroup var relay: RelayOptions

  @Flag(help: "Deliver no messages: `madoguchi relay` does, or nobody. [MADOGUCHI_NO_RELAY]")
  var noRelay = false

  func run() async throws {
    let settings = try options.resolved()
    let choices = try noRelay || Environment.truth("NO_RELAY") ?? false ? nil : relay.resolved()
    var address = try database.address()
    address.preparedStatements = settings.preparedStatements
    guard !settings.clockControl || address.directory != nil else {
      throw Sentence("--clock-control works with --embedded only: a shared database keeps real time")
    }
    let deployment = try await Deployment.open(address, logger: Log.logger(level: settings.logLevel))
    try await Counter(deployment: deployment, settings: settings, relay: choices).serve()
  }
}
