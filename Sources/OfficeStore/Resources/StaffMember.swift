import Postgres
import Scheduling

/// 職員: who works in an office, and as what. A token may belong to a member, who then sees what an anonymous one does not.
public struct StaffMember: OfficeResource {
  /// Unique within the office.
  public let id: StaffID
  /// The name, 1–100 characters, unique among those who work there.
  public var name: String
  /// counselor, supervisor or office_head: the role of the member's tokens.
  public var role: Role
  /// The counselor that the member is, if any.
  public var counselor: CounselorID?

  /// A new member.
  public init(name: String, role: Role, counselor: CounselorID?) {
    self.init(id: StaffID(), name: name, role: role, counselor: counselor)
  }

  init(id: StaffID, name: String, role: Role, counselor: CounselorID?) {
    self.id = id
    self.name = name
    self.role = role
    self.counselor = counselor
  }
}

extension OfficeStore {
  /// The office's members of staff. A member whose role changes, and one who goes, loses the tokens of the role that was.
  public var staff: Resources<StaffMember> { Resources(store: self, table: StaffMember.table) }
}

extension StaffMember: NamedResource {
  func replacing(_ known: StaffMember) -> StaffMember {
    StaffMember(id: known.id, name: name, role: role, counselor: counselor)
  }
}

extension StaffMember {
  static let table = ResourceTable<StaffMember>(
    page: { after, limit, session in
      Statement(
        """
        SELECT id, name, role, counselor_id FROM staff
        WHERE office_id = $1 AND retired_at IS NULL AND ($2::uuid IS NULL
          OR (name, id) > (SELECT last.name, last.id FROM staff last WHERE last.office_id = $1 AND last.id = $2))
        ORDER BY name, id LIMIT $3
        """, session.office.id, after, limit)
    },
    one: { id, session in
      Statement(
        "SELECT id, name, role, counselor_id FROM staff WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id)
    },
    lock: { id, session in
      Statement("SELECT 1 FROM staff WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
    },
    insert: { member, session in
      [
        Statement(
          "INSERT INTO staff (office_id, id, name, role, counselor_id) VALUES ($1, $2, $3, $4, $5::uuid)",
          session.office.id, member.id, member.name, member.role, member.counselor)
      ]
    },
    update: { member, session in
      [
        Statement(
          "UPDATE staff SET name = $3, role = $4, counselor_id = $5::uuid WHERE office_id = $1 AND id = $2",
          session.office.id, member.id, member.name, member.role, member.counselor),
        revocation(of: member.id, keeping: member.role),
      ]
    },
    retire: { id, session in
      Statement(
        "UPDATE staff SET retired_at = $3 WHERE office_id = $1 AND id = $2 AND retired_at IS NULL",
        session.office.id, id, session.now)
    },
    alsoRetire: { id, _ in [revocation(of: id, keeping: nil)] },
    missing: { member, before, session in
      guard let counselor = member.counselor, counselor != before?.counselor else { return nil }
      return (reading: Counselor.notInUse(counselor, in: session), refusal: .unknownCounselor)
    },
    decode: { row in
      StaffMember(
        id: try row.decode(0), name: try row.decode(1), role: try row.decode(2), counselor: try row.decodeIfPresent(3))
    })

  /// A statement of its own, after the member's row is locked: it sees a token that was being made meanwhile.
  private static func revocation(of id: StaffID, keeping role: Role?) -> Statement {
    Statement("SELECT revoke_staff_tokens($1, $2::text)", id, role)
  }
}
