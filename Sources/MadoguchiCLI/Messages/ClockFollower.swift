import Logging
import OfficeStore
import Scheduling
import ServiceLifecycle

/// Follows the clock of a private deployment when another process moves it.
struct ClockFollower: Service {
  private static let interval = Duration.seconds(1)

  let clock: ServiceClock
  let file: ClockFile
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        if let ahead = try? file.offset() - clock.offset, ahead > 0 {
          _ = clock.advance(to: clock.now() + .microseconds(ahead))
          logger.debug("the clock was moved")
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}
