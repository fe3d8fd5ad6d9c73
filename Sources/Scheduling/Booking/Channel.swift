/// How a contact reached the office.
public enum Channel: String, Sendable, Hashable, CaseIterable {
  /// 求職者マイページ.
  case myPage = "my_page"
  /// By telephone.
  case phone
  /// At the counter.
  case counter
  /// In a running session (article 6(2) なお, 6(5)).
  case session

  /// Whether a member of staff notes it down, possibly later than it arrived: only these may carry a `received_at`.
  public var isNotedByStaff: Bool { self == .phone || self == .counter }
}
