/// A day on which the 国民の祝日に関する法律 (Act on National Holidays) closes public offices.
public struct Holiday: Sendable, Hashable {
  /// Why the day is one.
  public enum Kind: Sendable, Hashable {
    /// 国民の祝日: named by the law (article 2), or by a law of its own.
    case national
    /// 振替休日: stands in for one that fell on a Sunday (article 3, paragraph 2).
    case substitute
    /// 国民の休日: lies between two of them (article 3, paragraph 3).
    case citizens
  }

  /// The day.
  public var date: CivilDate
  /// The Japanese name; an imported table calls substitute and between days alike 休日.
  public var name: String
  /// Why the day is one.
  public var kind: Kind
  /// Computed for a year that was not gazetted when this was written: the date may still change.
  public var isProvisional: Bool

  /// A holiday.
  public init(date: CivilDate, name: String, kind: Kind = .national, isProvisional: Bool = false) {
    self.date = date
    self.name = name
    self.kind = kind
    self.isProvisional = isProvisional
  }
}
