import AdminAPI
import Messaging
import OfficeStore
import Postgres
import Scheduling
import ServiceLifecycle

/// A relay with what it needs, which goes when it has stopped, and a watch on the queue.
struct Courier: Service {
  /// The most that one relay takes.
  static let connections = 8

  let watch: QueueWatch
  private let metrics = RelayMetrics()
  private let relay: Relay
  private let queue: MessageQueue
  private let deployment: Deployment
  private let sender: WebhookSender
  private let pool: Pool

  /// - Throws: a sentence when there is no address of the relay's role.
  init(_ deployment: Deployment, _ choices: RelayChoices) throws {
    pool = try deployment.relayPool { $0.maximumConnections = Self.connections }
    self.deployment = deployment
    queue = MessageQueue(pool: pool, clock: deployment.clock, logger: deployment.logger)
    watch = QueueWatch(queue, logger: deployment.logger)
    sender = WebhookSender(allowsPrivate: choices.allowsPrivate)
    let fallback: (any DeliveryChannel)? =
      if let target = choices.webhook { WebhookChannel(to: target, sender: sender) } else {
        choices.spool.map(SpoolChannel.init(folder:))
      }
    let routes = ConfiguredRoutes(
      queue: queue, keys: deployment.keys, sender: sender, allowsPlain: choices.allowsPrivate, fallback: fallback)
    let meetings: any MeetingAccess =
      if let keys = deployment.keys { MeetingSecrets(pool: pool, keys: keys) } else { NoMeetings() }
    relay = Relay(
      queue: queue, routes: routes, meetings: meetings, settings: choices.settings, clock: deployment.clock,
      logger: deployment.logger, metrics: metrics)
  }

  func run() async throws {
    async let watching: Void = watch.run()
    let outcome = await Result { try await relay.run() }
    await watching
    await close()
    try outcome.get()
  }

  /// For one that was never run.
  func close() async {
    await sender.close()
    await pool.shutdown()
  }

  /// Writes what this relay did, and how the outbox stands.
  func render(into text: inout PrometheusText) {
    metrics.render(into: &text)
    watch.render(into: &text, at: deployment.clock.now())
  }

  /// Throws where the relay's database does not answer, or has another schema.
  func checkReadiness() async throws(DomainError) { try await queue.checkReadiness() }

  /// Throws a sentence where the database has another schema; one that is away is waited for.
  func refuseOtherSchema() async throws {
    do {
      try await deployment.refuseOtherSchema(of: pool, option: "--relay-url")
    } catch let error as PostgresError where error.isConnectionFailure || error.code == .timedOut {
      deployment.logger.warning("the database cannot be reached yet; relaying as soon as it can")
    }
  }

  /// What this relay cannot open, as a sentence; nil when it can open all, or nobody knows yet.
  func lackOfKeys() async -> String? {
    guard deployment.keys != nil else {
      return "there are no keys (MADOGUCHI_KEY_FILE, MADOGUCHI_KEYS): no details of a meeting can be told from here"
    }
    do throws(DomainError) {
      let unopened = try await queue.unopened(by: deployment.keys)
      guard !unopened.keys.isEmpty else { return nil }
      let offices = unopened.webhooks.map(\.text).joined(separator: ", ")
      return "the ring lacks \(unopened.keys.sorted().joined(separator: ", ")): "
        + "\(unopened.meetings) meetings cannot be told from here"
        + (offices.isEmpty ? "" : ", and nothing can be sent for \(offices)")
    } catch {
      deployment.logger.warning(
        "whether the keys are all here can't be seen yet", metadata: ["problem": "\(error.code)"])
      return nil
    }
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
    text.family(
      "madoguchi_webhooks_unusable_total", "counter",
      "Looks of this process at a webhook that found no way to use it, by reason: that office's messages wait.")
    for (code, count) in now.unusable.sorted(by: { $0.key < $1.key }) {
      text.sample("madoguchi_webhooks_unusable_total", [("reason", code)], Double(count))
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
