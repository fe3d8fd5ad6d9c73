import Foundation
import OfficeStore
import Scheduling
import Schema
import TestDatabase
import Testing

struct SchemaTests {
  @Test func `the binary carries exactly the migrations of the folder, in order`() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../../sql/migrations").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(Schema.migrations.map { $0.name + ".sql" } == names)
    for migration in Schema.migrations {
      let text = try String(contentsOf: folder.appending(path: migration.name + ".sql"), encoding: .utf8)
      #expect(migration.sql == text, "\(migration.name)")
    }
  }

  @Test func `since 0026 a number belongs to one migration`() {
    let numbers = Schema.migrations.map { $0.name.prefix(4) }.filter { $0 > "0025" }
    #expect(Set(numbers).count == numbers.count)
  }

  @Test func `the database and the domain allow the same transitions`() async throws {
    let database = try await TestDatabase.make()
    let rows = try await database.check(
      """
      SELECT f, t FROM unnest($1::text[]) AS f CROSS JOIN unnest($1::text[]) AS t WHERE booking_may_become(f, t)
      """, BookingStatus.allCases.map(\.rawValue))
    let allowed = try rows.map {
      BookingTransition(from: try $0.decode(0, as: BookingStatus.self), to: try $0.decode(1, as: BookingStatus.self))
    }
    #expect(Set(allowed) == BookingTransition.all)
  }

  @Test(arguments: [
    ("bookings_status_is_known", BookingStatus.allCases.map(\.rawValue)),
    ("bookings_origin_is_known", BookingOrigin.allCases.map(\.rawValue)),
    ("bookings_channel_is_known", Channel.allCases.map(\.rawValue)),
    ("bookings_registration_kind_is_known", RegistrationKind.allCases.map(\.rawValue)),
    ("bookings_cancel_class_is_known", CancellationClass.allCases.map(\.rawValue) + ["cancelled_by_user"]),
    ("bookings_decline_ground_is_known", DeclineGround.allCases.map(\.rawValue) + ["declined"]),
    ("offers_waived_rule_is_known", OverrideRule.allCases.map(\.rawValue)),
    ("seekers_registration_kind_is_known", RegistrationKind.allCases.map(\.rawValue)),
    ("licences_vendor_is_known", Vendor.allCases.map(\.rawValue)),
    ("offers_vendor_is_known", Vendor.allCases.map(\.rawValue)),
    ("offices_vendors_are_known", Vendor.allCases.map(\.rawValue)),
    ("policies_job_seeker_number_required_at_is_known", JobSeekerNumberRequirement.allCases.map(\.rawValue)),
    ("policies_environment_check_required_at_is_known", EnvironmentCheckRequirement.allCases.map(\.rawValue)),
    ("policies_cancel_channels_are_known", Channel.allCases.filter { $0 != .session }.map(\.rawValue)),
    ("audit_entries_role_is_known", Role.allCases.map(\.rawValue) + ["clock"]),
    ("audit_entries_purpose_is_known", Purpose.allCases.map(\.rawValue)),
    ("audit_entries_kind_is_known", AuditKind.allCases.map(\.rawValue)),
    ("audit_entries_outcome_is_known", AuditOutcome.allCases.map(\.rawValue)),
    ("audit_entries_waived_rule_is_known", OverrideRule.allCases.map(\.rawValue)),
    ("contacts_channel_is_known", Channel.allCases.filter { $0 != .session }.map(\.rawValue)),
    ("incidents_code_is_known", IncidentCode.allCases.map(\.rawValue)),
    ("incidents_vendor_is_known", Vendor.allCases.map(\.rawValue)),
    ("refusals_ground_is_known", RefusalGround.allCases.map(\.rawValue)),
    ("usage_events_purpose_is_stated", UsagePurpose.allCases.map(\.rawValue)),
    ("usage_events_access_is_known", UsageAccess.allCases.map(\.rawValue)),
    ("disclosures_kind_is_known", DisclosureKind.allCases.map(\.rawValue)),
    ("staff_role_is_known", Role.allCases.filter(\.isOfficeStaff).map(\.rawValue)),
    ("terms_versions_ground_is_known", TermsGround.allCases.map(\.rawValue)),
  ])
  func `a check lists what the domain knows`(constraint: String, cases: [String]) async throws {
    let database = try await TestDatabase.make()
    let found = try await database.check(
      "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1", constraint)
    let definition = try #require(try found.first?.decode(0, as: String.self))
    let words = definition.matches(of: /'([a-z_]+)'/).map { String($0.1) }
    #expect(Set(words) == Set(cases))
  }
}
