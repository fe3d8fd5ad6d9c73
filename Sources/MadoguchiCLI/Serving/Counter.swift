import AdminAPI
import LocalPostgres
import OfficeStore
import Postgres
import Scheduling
import ServiceLifecycle

/// 窓口: the service as a whole, from its database to its HTTP port, until it is told to stop.
struct Counter {
  let deployment: Deployment
  let settings: ServeSettings
  /// How messages are delivered; nil when they are not.
  let relay: RelayChoices?
  /// Told the address once the service listens.
  var announce: @Sendable (String) async -> Void = { _ in }

  /// Serves until SIGTERM or SIGINT, then finishes what is in flight and leaves the database in order.
  func serve() async throws {
    let pool = try deployment.appPool { $0.maximumConnections = settings.poolSize }
    let maintenance = try deployment.maintenancePool()
    do {
      let store = OfficeStore(pool: pool, clock: deployment.clock, logger: deployment.logger, keys: deployment.keys)
      try await refuseUnsuitable(pool, store)
      try await run(store, maintenance)
    } catch {
      await close([pool, maintenance])
      throw error
    }
    await close([pool, maintenance])
  }

  private func close(_ pools: [Pool?]) async {
    for pool in pools { await pool?.shutdown() }
    await deployment.close()
  }

  private func run(_ store: OfficeStore, _ maintenance: Pool?) async throws {
    var configuration = AdminConfiguration()
    configuration.host = settings.host
    configuration.port = settings.port
    configuration.trustsForwardedFor = settings.trustsForwardedFor
    configuration.version = Release.version
    let (courier, retention) = (try courier(), try nightlyRetention())
    if let lack = await courier?.lackOfKeys() { deployment.logger.error("\(lack)") }
    // who delivers nothing tells all the same how the outbox stands
    let lookout = try courier == nil && deployment.hasRelay ? Lookout(deployment) : nil
    let clock = deployment.clock
    let server = AdminServer(
      store: store, configuration: configuration, logger: deployment.logger, previewMessage: previewMessage,
      tellMessage: tellMessage(logger: deployment.logger),
      moreMetrics: { [retention = retention?.metrics] text in
        courier?.render(into: &text)
        lookout?.watch.render(into: &text, at: clock.now())
        retention?.render(into: &text)
      },
      moveClock: settings.clockControl ? moveClock(store) : nil)
    let (logger, host, announce) = (deployment.logger, settings.host, announce)
    let application = server.application { port in
      logger.notice("serving", metadata: ["address": "http://\(host):\(port)"])
      await announce("http://\(host):\(port)")
    }
    var services: [any Service] = [DeadlineSweep(store: store, logger: logger), application]
    if let maintenance {
      services.append(AuditSealing(sealer: AuditSealer(maintenance: maintenance, store: store), logger: logger))
    } else {
      logger.warning("without --maintenance-url the audit is not sealed")
    }
    if let retention { services.append(retention) }
    if let courier { services.insert(courier, at: 0) }
    if let lookout { services.insert(lookout, at: 0) }
    if let local = deployment.local { services.insert(PrivateServer(local: local), at: 0) }
    try await ServiceGroup(configuration: .init(untilStopped: services, logger: logger)).run()
  }

  private func courier() throws -> Courier? {
    guard let relay else { return nil }
    guard deployment.hasRelay else {
      deployment.logger.warning("no messages are delivered: there is no --relay-url (MADOGUCHI_RELAY_URL)")
      return nil
    }
    return try Courier(deployment, relay)
  }

  /// Its connections are its own, because a batch may take longer than anybody waits for an answer.
  private func nightlyRetention() throws -> NightlyRetention? {
    guard let time = settings.retentionTime else { return nil }
    let pool = try deployment.maintenancePool {
      $0.maximumConnections = 1
      $0.statementTimeout = nil
    }
    return pool.map { NightlyRetention($0, at: time, clock: deployment.clock, logger: deployment.logger) }
  }

  /// The database must not let the service see more than one office, whatever the service does, and have its schema. One
  /// that is away is waited for.
  private func refuseUnsuitable(_ pool: Pool, _ store: OfficeStore) async throws {
    do {
      guard try await store.isBoundByRowSecurity() else {
        throw Sentence(
          "--database-url connects as a role that row-level security does not bind; use madoguchi_app (sql/roles.sql)")
      }
      try await deployment.refuseOtherSchema(of: pool, option: "--database-url")
      if let newest = try await store.newestEvent(), newest > store.clock.now() {
        deployment.logger.warning(
          "the clock starts before the newest recorded event", metadata: ["newest": "\(newest.rfc3339UTC)"])
      }
    } catch DomainError.databaseUnavailable {
      waitForDatabase()
    } catch let error as PostgresError where error.isConnectionFailure || error.code == .timedOut {
      waitForDatabase()
    }
  }

  private func waitForDatabase() {
    deployment.logger.warning("the database cannot be reached yet; serving 503 until it can")
  }

  private func moveClock(_ store: OfficeStore) -> ClockController.Move {
    { [clockFile = deployment.clockFile] instant in
      guard store.clock.advance(to: instant) else { return false }
      try clockFile?.keep(store.clock.offset)
      try await store.writeDownDeadlines()
      try await store.noticeTerms()
      return true
    }
  }
}
