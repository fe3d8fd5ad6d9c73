import OfficeStore
import Scheduling

/// How a relay works.
public struct RelaySettings: Sendable {
  /// How often it looks for messages.
  public var poll = Duration.milliseconds(1000)
  /// Messages of one office in the air at a time.
  public var atATime = 16
  /// How long a claim holds: longer than any delivery takes, and the time that a killed relay's messages wait.
  public var lease = Duration.seconds(30)
  /// When a failed message is tried again, and when no more.
  public var retries = RetrySchedule()
  /// How long a message waits at most, half of it in any case, when it was the house that failed. What it waits for wakes
  /// it as a rule.
  public var housePause = Duration.seconds(60)
  /// How many messages are brought forward in one transaction when a target answers again.
  public var wakingAtATime = 200

  /// The defaults.
  public init() {}

  /// Whether a message that has just failed has waited long enough for somebody who takes it.
  func isTooOld(_ message: QueuedMessage, at now: Instant) -> Bool {
    message.expiresAt == nil && now - message.dueAt >= retries.longestAge
  }
}
