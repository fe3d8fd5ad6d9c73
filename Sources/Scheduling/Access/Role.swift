/// What a token stands for.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// 職業相談員, of one office.
  case counselor
  /// 統括職業指導官, of one office.
  case supervisor
  /// 所長, of one office.
  case officeHead = "office_head"
  /// Statistics of one bureau.
  case bureauStatistics = "bureau_statistics"
  /// Statistics of all bureaus.
  case ministryStatistics = "ministry_statistics"
  /// Sets up bureaus, offices, staff; sees no booking and no person.
  case systemAdmin = "system_admin"
  /// Reads audit and disclosures within its scope.
  case auditor
  /// The MyPage system, for one office.
  case gateway

  /// Whether it belongs to an office's own staff.
  public var isOfficeStaff: Bool {
    self == .counselor || self == .supervisor || self == .officeHead
  }

  /// Whether a token of this role may have that scope.
  public func fits(_ scope: Scope) -> Bool {
    switch (self, scope) {
    case (.counselor, .office), (.supervisor, .office), (.officeHead, .office), (.gateway, .office): true
    case (.bureauStatistics, .bureau): true
    case (.ministryStatistics, .all), (.systemAdmin, .all): true
    case (.auditor, .office), (.auditor, .bureau), (.auditor, .all): true
    default: false
    }
  }
}
