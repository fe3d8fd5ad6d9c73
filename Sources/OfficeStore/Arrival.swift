import Scheduling

/// A place in an order of arrival, which what comes later never shifts.
public struct Arrival<Kind>: Sendable, Hashable {
  /// When the thing at that place came.
  public var at: Instant
  /// Which one it was.
  public var id: Identifier<Kind>

  /// The place of that thing.
  public init(at: Instant, id: Identifier<Kind>) {
    self.at = at
    self.id = id
  }
}
