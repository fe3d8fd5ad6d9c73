import AdminAPI
import Messaging
import OfficeStore
import Postgres
import ServiceLifecycle

/// A relay with what it needs, which goes when it has stopped.
struct Courier: Service {
  private static let connections = 8

  let metrics: RelayMetrics
  private let relay: Relay
  private let sender: WebhookSender
  private let pool: Pool

  /// - Throws: a sentence when there is no address of the relay's role.
  init(_ deployment: Deployment, _ choices: RelayChoices) throws {
    pool = try deployment.relayPool {
      $0.maximumConnections = Self.connections
      $0.preparedStatements = choices.preparedStatements
    }
    let queue = MessageQueue(pool: pool, clock: deployment.clock, logger: deployment.logger)
    sender = WebhookSender(allowsPrivate: choices.allowsPrivate)
    let fallback: (any DeliveryChannel)? =
      if let target = choices.webhook { WebhookChannel(to: target, sender: sender) } else {
        choices.spool.map(SpoolChannel.init(folder:))
      }
    let routes = ConfiguredRoutes(
      queue: queue, keys: deployment.keys, sender: sender, allowsPlain: choices.allowsPrivate, fallback: fallback)
    let meetings: any MeetingAccess =
      if let keys = deployment.keys { MeetingSecrets(pool: pool, keys: keys) } else { NoMeetings() }
    metrics = RelayMetrics()
    relay = Relay(
      queue: queue, routes: routes, meetings: meetings, settings: choices.settings, clock: deployment.clock,
      logger: deployment.logger, metrics: metrics)
  }

  func run() async throws {
    let outcome = await Result { try await relay.run() }
    await sender.close()
    await pool.shutdown()
    try outcome.get()
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}

extension RelayMetrics {
  /// Writes the relay's families.
  func render(into text: inout PrometheusText) {
    let now = snapshot
    text.family("madoguchi_messages_delivered_total", "counter", "Messages that this process delivered.")
    text.sample("madoguchi_messages_delivered_total", [], Double(now.delivered))
    text.family("madoguchi_messages_failed_total", "counter", "Attempts of this process that failed, by reason.")
    for (code, count) in now.failed.sorted(by: { $0.key < $1.key }) {
      text.sample("madoguchi_messages_failed_total", [("reason", code)], Double(count))
    }
    text.family("madoguchi_messages_dead_total", "counter", "Messages that this process gave up.")
    text.sample("madoguchi_messages_dead_total", [], Double(now.dead))
    text.family("madoguchi_messages_in_flight", "gauge", "Messages that this process is delivering.")
    text.sample("madoguchi_messages_in_flight", [], Double(now.inFlight))
    text.family(
      "madoguchi_messages_lag_seconds_total", "counter",
      "Seconds from when messages were to leave until they arrived, of all that this process delivered.")
    text.sample("madoguchi_messages_lag_seconds_total", [], now.lag)
  }
}
