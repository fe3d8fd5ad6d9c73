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

  /// The defaults.
  public init() {}
}
