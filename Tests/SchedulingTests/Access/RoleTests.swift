import Testing

@testable import Scheduling

@Suite struct RoleTests {
  @Test func `a supervisor may what a counselor may, an office head what a supervisor may, and more`() {
    #expect(Role.supervisor.abilities.isStrictSuperset(of: Role.counselor.abilities))
    #expect(Role.officeHead.abilities.isStrictSuperset(of: Role.supervisor.abilities))
  }

  @Test func `each addition of the contract is where it says`() {
    for ability: Ability in [
      .manageResources, .manageHours, .manageClosures, .manageRefusals, .manageIncidents, .overrideRules, .readAudit,
    ] {
      #expect(!Role.counselor.may(ability) && Role.supervisor.may(ability))
    }
    for ability: Ability in [.managePolicy, .manageTerms, .approveRefusals] {
      #expect(!Role.supervisor.may(ability) && Role.officeHead.may(ability))
    }
    #expect(Role.counselor.may(.backdateContacts) && !Role.gateway.may(.backdateContacts))
  }

  @Test func `system admin, auditor and statistics see no booking and no person`() {
    let booking: Set<Ability> = [
      .createBookings, .confirmBookings, .withdrawBookings, .cancelBookings, .recordJoining, .conductBookings,
      .readBookings, .backdateContacts, .overrideRules, .reassignBookings, .reverseNoShows, .readMessages,
      .readMeetings,
    ]
    for role: Role in [.systemAdmin, .auditor, .bureauStatistics, .ministryStatistics] {
      #expect(role.abilities.isDisjoint(with: booking))
    }
    #expect(Role.auditor.abilities == [.readAudit, .readDisclosures])
    #expect(!Role.bureauStatistics.may(.readMinistryStatistics))
  }

  @Test func `the gateway creates, confirms, withdraws, cancels and fetches messages`() {
    for ability: Ability in [
      .createBookings, .confirmBookings, .withdrawBookings, .cancelBookings, .readMessages, .recordJoining,
      .readMeetings,
    ] {
      #expect(Role.gateway.may(ability))
    }
    for ability: Ability in [.readBookings, .conductBookings, .readOffice, .reserveRooms] {
      #expect(!Role.gateway.may(ability))
    }
  }

  @Test func `every ability belongs to somebody`() {
    let all = Role.allCases.reduce(into: Set<Ability>()) { $0.formUnion($1.abilities) }
    #expect(all == Set(Ability.allCases))
  }
}
