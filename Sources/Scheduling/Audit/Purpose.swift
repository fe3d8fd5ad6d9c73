/// 利用目的: what somebody acts for, as the audit records it (Art. 8).
public enum Purpose: String, Sendable, Hashable, CaseIterable {
  /// 職業相談: an application, a session, and what belongs to them.
  case counseling
  /// Setting up an office: resources, hours, settings, terms, staff.
  case administration
  /// Looking over what others did: audit, disclosures, statistics.
  case oversight
  /// MyPage relays what a user does.
  case gateway
  /// What the clock or retention does by itself.
  case maintenance
}

extension Purpose {
  /// What a request with this ability is made for. MyPage has one purpose, whatever it relays.
  public static func of(_ ability: Ability, by role: Role) -> Purpose {
    role == .gateway ? .gateway : ability.purpose
  }
}

extension Ability {
  /// The one table of purposes: whatever an operation asks its caller to be able to do says what it is for.
  public var purpose: Purpose {
    switch self {
    case .createBookings, .confirmBookings, .withdrawBookings, .cancelBookings, .recordJoining, .conductBookings,
      .readBookings, .readMeetings, .backdateContacts, .overrideRules, .reassignBookings, .reverseNoShows,
      .readAvailability,
      .reserveRooms, .manageRefusals, .approveRefusals, .manageTasks, .readMessages, .redeliverMessages,
      .acknowledgeMessages, .recordUsage:
      .counseling
    case .readOffice, .readStaff, .manageResources, .manageServices, .manageHours, .manageClosures, .manageAbsences,
      .manageIncidents, .managePolicy, .manageTerms, .manageBureaus, .manageOffices, .manageStaff, .manageTokens,
      .manageHolidays, .moveClock:
      .administration
    case .readOfficeStatistics, .readBureauStatistics, .readMinistryStatistics, .readAudit, .readDisclosures,
      .recordDisclosures:
      .oversight
    }
  }
}
