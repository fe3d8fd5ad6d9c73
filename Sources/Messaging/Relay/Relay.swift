import Logging
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
        let turn = desks.turn(of: office, usually: settings.atATime)
        guard turn.allowance > 0, let channel = await channel(for: office) else { return }
        let messages = try await queue.claim(in: office, limit: turn.allowance, lease: settings.lease)
        guard let oldest = messages.map(\.createdAt).min() else { return }
        let words = try await queue.words(of: office, since: oldest)
        await withDiscardingTaskGroup { group in
          for message in messages {
            group.addTask { await send(message, words, by: channel, isProbe: turn.isProbe) }
          }
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
      metrics.note(unusable: error)
      logger.error("an office has no way out", metadata: ["office": "\(office.code)", "code": "\(error.rawValue)"])
      return nil
    }
  }

  /// - Parameter isProbe: whether it goes to see if a target that was left alone answers again.
  private func send(
    _ message: QueuedMessage, _ words: [WordsInUse], by channel: any DeliveryChannel, isProbe: Bool
  ) async {
    metrics.noteStart()
    defer { metrics.noteEnd() }
    do throws(DeliveryFailure) {
      try await channel.deliver(try await composer.compose(message, words: words), attempt: message.attempts)
      let isBack = desks.noteSuccess(of: message.office)
      await note(message) { queue throws(DomainError) in try await queue.delivered(message) }
      metrics.note(deliveredAfter: clock.now() - message.dueAt)
      if isBack { await wake(message.office) }
    } catch {
      desks.note(error, of: message.office)
      await giveBack(message, error, isProbe: isProbe)
    }
  }

  /// What the target made wait goes now.
  private func wake(_ office: Office) async {
    do throws(DomainError) {
      var woken = 0
      var batch = settings.wakingAtATime
      while batch == settings.wakingAtATime, !isStopping {
        batch = try await queue.wake(
          failedWith: DeliveryFailure.ofTargets.map(\.rawValue), in: office, limit: settings.wakingAtATime)
        woken += batch
      }
      guard woken > 0 else { return }
      logger.notice("a target answers again", metadata: ["office": "\(office.code)", "woken": "\(woken)"])
    } catch {
      logger.warning(
        "what waits for its next attempt can't be brought forward",
        metadata: ["office": "\(office.code)", "problem": "\(error.code)"])
    }
  }

  /// Neither the house's failures nor a probe of a target that is down cost a message an attempt.
  private func giveBack(_ message: QueuedMessage, _ failure: DeliveryFailure, isProbe: Bool) async {
    let counts =
      switch failure.cause {
      case .house: false
      case .target: !isProbe
      case .message: true
      }
    let isLast = counts && settings.retries.isLast(message.attempts) || settings.isTooOld(message, at: clock.now())
    metrics.note(failure, isLast: isLast)
    logger.info(
      "message not delivered",
      metadata: [
        "office": "\(message.office.code)", "message": "\(message.id)", "kind": "\(message.kind.rawValue)",
        "attempt": "\(message.attempts)", "code": "\(failure.rawValue)",
      ])
    let wait = pause(of: message, after: failure)
    await note(message) { queue throws(DomainError) in
      if isLast { return try await queue.gaveUp(message, code: failure.rawValue) }
      return try await queue.failed(
        message, code: failure.rawValue, nextAttempt: clock.now() + wait, counts: counts)
    }
  }

  /// While a target is left alone something must be at hand to try it with, whatever the message's own schedule says; it
  /// goes behind what has waited for longer, so that no single message can keep a target that is well shut.
  private func pause(of message: QueuedMessage, after failure: DeliveryFailure) -> Duration {
    let chance = Double.random(in: 0..<1)
    switch failure.cause {
    case .house: return settings.housePause / 2 + settings.housePause / 2 * chance
    case .target:
      return desks.rest(of: message.office) ?? settings.retries.wait(after: message.attempts, chance: chance)
    case .message: return settings.retries.wait(after: message.attempts, chance: chance)
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
