import Messaging
import OfficeStore
import Postgres
import ServiceLifecycle

/// Watches the outbox where somebody else delivers.
struct Lookout: Service {
  let watch: QueueWatch
  private let pool: Pool

  init(_ deployment: Deployment) throws {
    pool = try deployment.relayPool { $0.maximumConnections = 1 }
    watch = QueueWatch(
      MessageQueue(pool: pool, clock: deployment.clock, logger: deployment.logger), logger: deployment.logger)
  }

  func run() async {
    await watch.run()
    await pool.shutdown()
  }
}
