import OfficeStore
import Scheduling
import TestDatabase
import Testing

/// Who is told what leads into a meeting.
struct MeetingReleaseTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `the session's counselor, leads who are members, and the gateway`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let own = try #require(booking.agreement?.counselor.id)
    let other = try #require(try await office.counselors().first { $0 != own })
    let readers: [(Caller, Bool)] = [
      (try await member("担当", .counselor, own), true), (try await member("同僚", .counselor, other), false),
      (try await member("事務", .counselor, nil), false), (try await member("統括", .supervisor, nil), true),
      (try await member("所長", .officeHead, nil), true), (office.caller(.gateway), true),
      (office.caller(.counselor), false), (office.caller(.supervisor), false), (office.caller(.officeHead), false),
      (.operatorAtCommandLine, false),
    ]
    for (reader, may) in readers {
      if may {
        #expect(try await office.store.meeting(of: booking.id, reader, office.office).issuedAt >= .september(16, 9))
      } else {
        await #expect(throws: DomainError.secretWithheld, "\(reader.role)") {
          try await office.store.meeting(of: booking.id, reader, office.office)
        }
      }
    }
  }

  @Test func `it goes with the session to another counselor`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let own = try #require(booking.agreement?.counselor.id)
    let other = try #require(try await office.counselors().first { $0 != own })
    let (before, after) = (try await member("前任", .counselor, own), try await member("後任", .counselor, other))
    try await office.reassign(booking.id, Reassignment(counselor: other))
    await #expect(throws: DomainError.secretWithheld) {
      try await office.store.meeting(of: booking.id, before, office.office)
    }
    _ = try await office.store.meeting(of: booking.id, after, office.office)
  }

  @Test func `a member who left is told nothing, though a machine still knows the token`() async throws {
    let booking = try await office.confirmed(.september(17, 10))
    let lead = try await member("統括", .supervisor, nil)
    _ = try await office.store.meeting(of: booking.id, lead, office.office)
    _ = try await office.store.staff.retire(try #require(lead.staff), office.context(by: .systemAdmin)) {
      Answer(status: 204, body: [])
    }
    await #expect(throws: DomainError.secretWithheld) {
      try await office.store.meeting(of: booking.id, lead, office.office)
    }
  }

  private func member(_ name: String, _ role: Role, _ counselor: CounselorID?) async throws -> Caller {
    let member = StaffMember(name: name, role: role, counselor: counselor)
    _ = try await office.store.staff.create(member, office.context(by: .systemAdmin)) { _ in
      Answer(status: 201, body: [])
    }
    let administration = Administration(owner: database.owner, clock: database.clock)
    let token = try await administration.createToken(for: member.id, of: office.office.code)
    return try #require(try await office.store.authenticate(token: token))
  }
}
