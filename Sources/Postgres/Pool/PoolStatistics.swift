/// What a pool holds now and has done so far.
public struct PoolStatistics: Sendable, Hashable {
  /// Connections that exist, resting or leased.
  public var open = 0
  /// Connections that rest.
  public var idle = 0
  /// Connections in use.
  public var leased = 0
  /// Connection attempts under way.
  public var connecting = 0
  /// Callers that wait.
  public var waiting = 0
  /// Callers refused with `poolTimeout`, ever.
  public var timeouts = 0
  /// Connections made, ever.
  public var connects = 0
  /// Connection attempts failed, ever.
  public var failures = 0
}
