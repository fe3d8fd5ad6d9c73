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

/// Writes passed deadlines down, well within a minute, and tells users of terms that were announced. Reads do not wait for
/// it.
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
          let told = try await store.noticeTerms()
          if told > 0 { logger.info("notices of terms queued", metadata: ["bookings": "\(told)"]) }
        } catch {
          logger.warning("deadlines not written down; trying again", metadata: ["problem": "\(error.code)"])
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}

/// Chains what is closed of the audit, so that a removed or edited entry is found. Nothing waits for it.
struct AuditSealing: Service {
  private static let interval = Duration.seconds(10)

  let sealer: AuditSealer
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do throws(DomainError) {
          let sealed = try await sealer.seal()
          if sealed > 0 { logger.debug("audit sealed", metadata: ["batches": "\(sealed)"]) }
        } catch {
          logger.warning("audit not sealed; trying again", metadata: ["problem": "\(error.code)"])
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}

extension ServiceGroupConfiguration {
  /// Until SIGTERM or SIGINT. What is in flight then may finish, for longer than any delivery and any statement lasts, and
  /// is cancelled afterwards: sooner than whoever stops containers loses patience.
  ///
  /// The log names services by their types. Left to itself the group describes them, with all that is in them: a webhook's
  /// secret, a database's password.
  init(untilStopped services: [any Service], logger: Logger) {
    let named = services.map { ServiceConfiguration(service: $0, serviceName: "\(type(of: $0))") }
    self.init(services: named, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    maximumGracefulShutdownDuration = .seconds(20)
  }
}
