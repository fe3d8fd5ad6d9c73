import Logging
import NIOConcurrencyHelpers
import OfficeStore
import Scheduling
import ServiceLifecycle

/// Carries what is queued to where it goes, office by office, each by itself: a target that hangs or fails keeps its own
/// office waiting and no other. Any number of relays work together; the queue gives each message to one at a time and
/// keeps the order of a booking's.
///
/// On a graceful shutdown it takes nothing more and finishes what is in the air. A message whose delivery nobody noted goes
/// once more when its lease has run out: a receiver that remembers ids has each once.
public struct Relay: Service {
  private let queue: MessageQueue
  private let routes: any DeliveryRoutes
  private let composer: Composer
  private let settings: RelaySettings
  private let clock: ServiceClock
  private let logger: Logger
  private let metrics: RelayMetrics
  private let desks = Desks()

  /// - Parameter clock: the queue's.
  public init(
    queue: MessageQueue, routes: any DeliveryRoutes, meetings: any MeetingAccess, settings: RelaySettings,
    clock: ServiceClock, logger: Logger, metrics: RelayMetrics = RelayMetrics()
  ) {
    self.queue = queue
    self.routes = routes
    self.settings = settings
    self.clock = clock
    self.logger = logger
    self.metrics = metrics
    composer = Composer(meetings: meetings, logger: logger)
  }

  /// Works until it is told to stop.
  public func run() async throws {
    await withDiscardingTaskGroup { group in
      while !isStopping {
        for office in await offices() where desks.open(office) {
          group.addTask {
            await serve(office)
            desks.close(office)
          }
        }
        await cancelWhenGracefulShutdown { try? await Task.sleep(for: settings.poll) }
      }
    }
  }

  private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

  private func offices() async -> [Office] {
    do throws(DomainError) {
      return try await queue.offices()
    } catch {
      logger.warning("messages can't be looked for; trying again", metadata: ["problem": "\(error.code)"])
      return []
    }
  }

  /// Sends what an office has, until nothing is left or its target has had enough.
  private func serve(_ office: Office) async {
    do throws(DomainError) {
      while !isStopping {
        let allowance = desks.allowance(of: office, usually: settings.atATime)
        guard allowance > 0, let channel = await channel(for: office) else { return }
        let messages = try await queue.claim(in: office, limit: allowance, lease: settings.lease)
        guard let oldest = messages.map(\.createdAt).min() else { return }
        let words = try await queue.words(of: office, since: oldest)
        await withDiscardingTaskGroup { group in
          for message in messages { group.addTask { await send(message, words, by: channel) } }
        }
      }
    } catch {
      logger.warning(
        "an office's messages wait; trying again",
        metadata: ["office": "\(office.code)", "problem": "\(error.code)"])
    }
  }

  /// Nil when there is no way out, which is noted: the messages are not claimed and wait.
  private func channel(for office: Office) async -> (any DeliveryChannel)? {
    do throws(DeliveryFailure) {
      return try await routes.channel(for: office)
    } catch {
      desks.note(error, of: office)
      logger.error("an office has no way out", metadata: ["office": "\(office.code)", "code": "\(error.rawValue)"])
      return nil
    }
  }

  private func send(_ message: QueuedMessage, _ words: [WordsInUse], by channel: any DeliveryChannel) async {
    metrics.noteStart()
    defer { metrics.noteEnd() }
    do throws(DeliveryFailure) {
      try await channel.deliver(try await composer.compose(message, words: words), attempt: message.attempts)
      desks.noteSuccess(of: message.office)
      await note(message) { queue throws(DomainError) in try await queue.delivered(message) }
      metrics.note(deliveredAfter: clock.now() - message.dueAt)
    } catch {
      desks.note(error, of: message.office)
      await giveBack(message, error)
    }
  }

  private func giveBack(_ message: QueuedMessage, _ failure: DeliveryFailure) async {
    let wait = settings.retries.wait(after: message.attempts, chance: .random(in: 0..<1))
    metrics.note(failure, isLast: wait == nil)
    logger.info(
      "message not delivered",
      metadata: [
        "office": "\(message.office.code)", "message": "\(message.id)", "kind": "\(message.kind.rawValue)",
        "attempt": "\(message.attempts)", "code": "\(failure.rawValue)",
      ])
    await note(message) { queue throws(DomainError) in
      guard let wait else { return try await queue.gaveUp(message, code: failure.rawValue) }
      return try await queue.failed(message, code: failure.rawValue, nextAttempt: clock.now() + wait)
    }
  }

  /// What can't be noted comes again when the lease has run out.
  private func note(
    _ message: QueuedMessage, _ finish: (MessageQueue) async throws(DomainError) -> Bool
  ) async {
    do throws(DomainError) {
      guard try await !finish(queue) else { return }
      logger.notice("a message was in other hands", metadata: ["message": "\(message.id)"])
    } catch {
      logger.warning(
        "a message's fate can't be noted", metadata: ["message": "\(message.id)", "problem": "\(error.code)"])
    }
  }
}

/// Which offices are being served here, and how their targets do.
private final class Desks: Sendable {
  private struct Desk {
    var isOpen = false
    var circuit = Circuit()
  }

  private let desks = NIOLockedValueBox<[Int32: Desk]>([:])

  /// False when somebody serves the office, or its target is not worth trying.
  func open(_ office: Office) -> Bool {
    desks.withLockedValue { desks in
      var desk = desks[office.id] ?? Desk()
      guard !desk.isOpen, desk.circuit.allowance(at: .now, usually: 1) > 0 else { return false }
      desk.isOpen = true
      desks[office.id] = desk
      return true
    }
  }

  func close(_ office: Office) { desks.withLockedValue { $0[office.id]?.isOpen = false } }

  func allowance(of office: Office, usually: Int) -> Int {
    desks.withLockedValue { ($0[office.id] ?? Desk()).circuit.allowance(at: .now, usually: usually) }
  }

  func noteSuccess(of office: Office) { desks.withLockedValue { $0[office.id]?.circuit.noteSuccess() } }

  func note(_ failure: DeliveryFailure, of office: Office) {
    guard failure.isTheTargets else { return }
    desks.withLockedValue { $0[office.id]?.circuit.noteFailure(at: .now, chance: .random(in: 0..<1)) }
  }
}
