import LocalPostgres
import Logging
import OfficeStore
import Scheduling
import ServiceLifecycle

/// Restarts the private PostgreSQL when it dies.
struct PrivateServer: Service {
  let local: LocalPostgres

  func run() async throws {
    await cancelWhenGracefulShutdown { await local.supervise() }
  }
}

/// Writes passed deadlines down, well within a minute. Reads do not wait for it.
struct DeadlineSweep: Service {
  private static let interval = Duration.seconds(20)

  let store: OfficeStore
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do throws(DomainError) {
          let written = try await store.writeDownDeadlines()
          if written > 0 { logger.info("deadlines written down", metadata: ["bookings": "\(written)"]) }
        } catch {
          logger.warning("deadlines not written down; trying again", metadata: ["problem": "\(error.code)"])
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}
