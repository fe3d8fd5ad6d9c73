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

  func run() async throws {
    let settings = try options.resolved()
    let address = try database.address()
    guard !settings.clockControl || address.directory != nil else {
      throw Sentence("--clock-control works with --embedded only: a shared database keeps real time")
    }
    let deployment = try await Deployment.open(address, logger: Log.logger(level: settings.logLevel))
    try await Counter(deployment: deployment, settings: settings).serve()
  }
}
