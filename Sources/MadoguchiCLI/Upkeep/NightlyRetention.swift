import Logging
import OfficeStore
import Postgres
import Scheduling
import ServiceLifecycle

/// Lets go of what has expired, once a day and office, on one machine of however many serve. It looks every minute, and tells
/// counts: never what went.
struct NightlyRetention: Service {
  private static let interval = Duration.seconds(60)

  let metrics = RetentionMetrics()
  private let pool: Pool
  private let retention: Retention
  private let time: TimeOfDay
  private let clock: ServiceClock
  private let logger: Logger

  /// - Parameters:
  ///   - pool: connections as `madoguchi_maintenance`, this service's own: it goes with it.
  ///   - time: by each office's own clock.
  init(_ pool: Pool, at time: TimeOfDay, clock: ServiceClock, logger: Logger) {
    self.pool = pool
    self.time = time
    self.clock = clock
    self.logger = logger
    retention = Retention(maintenance: pool, clock: clock, logger: logger)
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do throws(DomainError) {
          for office in try await retention.offices() where !Task.isCancelled { await letGo(in: office) }
        } catch {
          logger.warning("retention not begun; trying again", metadata: ["problem": "\(error.code)"])
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
    await pool.shutdown()
  }

  /// One office that fails does not keep the others waiting.
  private func letGo(in office: Office) async {
    guard let due = RetentionHour.due(at: time, now: clock.now(), in: office.zone) else { return }
    do throws(DomainError) {
      guard let gone = try await retention.run(in: office, unlessDoneSince: due) else { return }
      metrics.note(gone)
      logger.info("retention has run", metadata: ["office": "\(office.code)", "rows": "\(gone.total)"])
    } catch {
      metrics.noteFailure()
      logger.warning(
        "retention was broken off; the next run takes the rest",
        metadata: ["office": "\(office.code)", "problem": "\(error.code)"])
    }
  }
}
