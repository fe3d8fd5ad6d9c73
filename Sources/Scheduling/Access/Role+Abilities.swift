extension Role {
  /// Whether the role may do it, within its scope: the contract's "who may", in one table.
  public func may(_ ability: Ability) -> Bool {
    abilities.contains(ability)
  }

  /// Everything the role may do.
  var abilities: Set<Ability> {
    switch self {
    case .counselor: Self.counselorAbilities
    case .supervisor: Self.supervisorAbilities
    case .officeHead: Self.officeHeadAbilities
    case .bureauStatistics: [.readOfficeStatistics, .readBureauStatistics]
    case .ministryStatistics: [.readOfficeStatistics, .readBureauStatistics, .readMinistryStatistics]
    case .systemAdmin: Self.systemAdminAbilities
    case .auditor: [.readAudit, .readDisclosures]
    case .gateway: Self.gatewayAbilities
    }
  }

  private static let counselorAbilities: Set<Ability> = [
    .createBookings, .confirmBookings, .withdrawBookings, .cancelBookings, .recordJoining, .conductBookings,
    .readBookings, .readMeetings, .backdateContacts, .reverseNoShows,
    .readAvailability, .readOffice, .readStaff, .reserveRooms, .manageTasks, .readMessages, .readOfficeStatistics,
  ]

  private static let supervisorAbilities = counselorAbilities.union([
    .overrideRules, .reassignBookings,
    .manageResources, .manageServices, .manageHours, .manageClosures, .manageAbsences,
    .manageRefusals, .manageIncidents, .redeliverMessages,
    .readAudit,
  ])

  private static let officeHeadAbilities = supervisorAbilities.union([
    .managePolicy, .manageTerms, .approveRefusals, .readDisclosures, .recordDisclosures,
  ])

  private static let systemAdminAbilities: Set<Ability> = [
    .manageBureaus, .manageOffices, .readStaff, .manageStaff, .manageTokens, .manageHolidays, .moveClock,
  ]

  // Availability shows no person, and MyPage needs it to ask for wishes that can be met.
  private static let gatewayAbilities: Set<Ability> = [
    .createBookings, .confirmBookings, .withdrawBookings, .cancelBookings, .recordJoining, .readAvailability,
    .readMeetings, .readMessages, .acknowledgeMessages, .recordUsage,
  ]
}
