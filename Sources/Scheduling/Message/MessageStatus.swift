/// How far a message has come. The raw value is the name in the API and in the database.
public enum MessageStatus: String, Sendable, Hashable, CaseIterable {
  /// It waits: until it is due, for the relay, or for another attempt.
  case pending
  /// The other side has it.
  case delivered
  /// Given up after its last attempt; a person may send it once more.
  case dead
  /// What it says was no longer so before it left: nobody gets it.
  case dropped

  /// Whether somebody is still to get it. What was given up is: the gateway may fetch it all the same.
  public var isToBeTold: Bool { self == .pending || self == .dead }
}
