import OfficeStore
import Scheduling

extension ResourceController<StaffMember> {
  /// 職員, set up by the system's administrator; an office sees its own.
  static func staff(_ store: OfficeStore) -> Self {
    ResourceController(
      collection: "staff", name: "StaffMember", resources: store.staff,
      fields: ["duplicate_name": "/name", "unknown_counselor": "/counselor"],
      reading: .readStaff, managing: .manageStaff,
      create: { fields in
        let name = fields.required("name", .text(.line(ResourceLimits.name)))
        let role = fields.required("role", .text(.staffRole))
        let counselor = fields.optional("counselor", .text(.id() as TextFormat<CounselorID>))
        guard let name, let role else { return nil }
        return StaffMember(name: name, role: role, counselor: counselor)
      },
      change: { fields in
        var changes = FieldChanges<StaffMember>()
        changes.set(\.name, fields.change("name", .text(.line(ResourceLimits.name))))
        changes.set(\.role, fields.change("role", .text(.staffRole)))
        changes.set(\.counselor, fields.clearing("counselor", .text(.id() as TextFormat<CounselorID>)))
        return changes
      },
      write: { json, member in
        json.member("id", member.id.description)
        json.member("name", member.name)
        json.member("role", member.role.rawValue)
        json.member("counselor", member.counselor?.description)
      })
  }
}

extension TextFormat where Value == Role {
  /// What a member of an office's staff may be.
  public static let staffRole = TextFormat.choice(of: Role.allCases.filter(\.isOfficeStaff).map(\.rawValue))
}
