import Logging
import NIOConcurrencyHelpers
import OfficeStore
import Scheduling
import ServiceLifecycle

/// Looks every now and then how the whole outbox stands, whoever empties it: what a relay counts tells only what it did.
public final class QueueWatch: Service {
  /// The outboxes of all offices together, and nothing of any message.
  public struct Sight: Sendable, Equatable {
    /// Messages that are due, of use and not delivered, but for those that wait for a meeting.
    public internal(set) var pending = 0
    /// Since when the oldest of those has been due; nil when there is none.
    public internal(set) var oldestDue: Instant?
    /// Messages that wait because there is no meeting to tell.
    public internal(set) var withoutMeeting = 0
    /// Messages in relays' hands.
    public internal(set) var inHand = 0
    /// Messages given up that nobody has dealt with.
    public internal(set) var dead = 0

    init(_ standings: [QueueStanding]) {
      for standing in standings {
        pending += standing.pending
        oldestDue = [oldestDue, standing.oldestDue].compactMap { $0 }.min()
        withoutMeeting += standing.withoutMeeting
        inHand += standing.inHand
        dead += standing.dead
      }
    }

    /// How long the oldest has waited; nothing where none waits.
    public func oldestAge(at now: Instant) -> Duration {
      oldestDue.map { max(.zero, now - $0) } ?? .zero
    }
  }

  private let queue: MessageQueue
  private let interval: Duration
  private let logger: Logger
  private let seen = NIOLockedValueBox<Sight?>(nil)

  /// - Parameter interval: how old what is seen may be.
  public init(_ queue: MessageQueue, interval: Duration = .seconds(15), logger: Logger) {
    self.queue = queue
    self.interval = interval
    self.logger = logger
  }

  /// What the last look saw; nil before the first, and while the database does not answer: an old figure would say that
  /// all is well.
  public var sight: Sight? { seen.withLockedValue { $0 } }

  /// Looks until it is told to stop.
  public func run() async {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.look()
        try? await Task.sleep(for: self.interval)
      }
    }
  }

  /// Looks once.
  public func look() async {
    do throws(DomainError) {
      let sight = Sight(try await queue.standings())
      seen.withLockedValue { $0 = sight }
    } catch {
      seen.withLockedValue { $0 = nil }
      logger.warning("the outbox can't be looked at; trying again", metadata: ["problem": "\(error.code)"])
    }
  }
}
