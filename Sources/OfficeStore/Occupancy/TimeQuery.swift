import Foundation
import Scheduling

/// Which part of a list that is in order of time is asked for.
public struct TimeQuery: Sendable {
  /// Only what ends after this instant.
  public var from: Instant?
  /// Only what starts before this instant.
  public var to: Instant?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Position?

  /// A place in the order of starts.
  public struct Position: Sendable, Hashable {
    /// When that one starts.
    public var start: Instant
    /// Which one it is.
    public var id: UUID

    /// The place of that one.
    public init(start: Instant, id: UUID) {
      self.start = start
      self.id = id
    }
  }

  /// Everything, by its start.
  public init() {}
}
