/// The schema as the binary carries it: the files of this folder, embedded when it was built.
public enum Schema {
  /// One forward-only step of the schema.
  public struct Migration: Sendable {
    /// The file's name without its ending. Names are in order; since 0026 each has a number of its own.
    public let name: String
    /// The SQL text, applied in one transaction as the owner.
    public let sql: String
  }

  /// Makes the cluster's roles; run by its administrator before the first migration, harmless when repeated.
  public static let roles = text(PackageResources.roles_sql)

  /// Every migration in the order of its name. A test compares this list with the folder.
  public static let migrations: [Migration] = [
    Migration(name: "0001_ground", sql: text(PackageResources._001_ground_sql)),
    Migration(name: "0002_offices", sql: text(PackageResources._002_offices_sql)),
    Migration(name: "0003_resources", sql: text(PackageResources._003_resources_sql)),
    Migration(name: "0004_terms", sql: text(PackageResources._004_terms_sql)),
    Migration(name: "0005_tokens", sql: text(PackageResources._005_tokens_sql)),
    Migration(name: "0006_bookings", sql: text(PackageResources._006_bookings_sql)),
    Migration(name: "0007_offers", sql: text(PackageResources._007_offers_sql)),
    Migration(name: "0008_allocations", sql: text(PackageResources._008_allocations_sql)),
    Migration(name: "0009_events", sql: text(PackageResources._009_events_sql)),
    Migration(name: "0010_idempotency", sql: text(PackageResources._010_idempotency_sql)),
    Migration(name: "0011_readings", sql: text(PackageResources._011_readings_sql)),
    Migration(name: "0012_tasks", sql: text(PackageResources._012_tasks_sql)),
    Migration(name: "0013_booking_life", sql: text(PackageResources._013_booking_life_sql)),
    Migration(name: "0014_office_calendar", sql: text(PackageResources._014_office_calendar_sql)),
    Migration(name: "0015_staff", sql: text(PackageResources._015_staff_sql)),
    Migration(name: "0016_reservations", sql: text(PackageResources._016_reservations_sql)),
    Migration(name: "0017_task_kinds", sql: text(PackageResources._017_task_kinds_sql)),
    Migration(name: "0018_messages", sql: text(PackageResources._018_messages_sql)),
    Migration(name: "0019_message_templates", sql: text(PackageResources._019_message_templates_sql)),
    Migration(name: "0020_consents", sql: text(PackageResources._020_consents_sql)),
    Migration(name: "0021_meetings", sql: text(PackageResources._021_meetings_sql)),
    Migration(name: "0022_silence", sql: text(PackageResources._022_silence_sql)),
    Migration(name: "0023_office_day", sql: text(PackageResources._023_office_day_sql)),
    Migration(name: "0024_audit", sql: text(PackageResources._024_audit_sql)),
    Migration(name: "0025_records", sql: text(PackageResources._025_records_sql)),
    Migration(name: "0025_retention", sql: text(PackageResources._025_retention_sql)),
    Migration(name: "0026_mends", sql: text(PackageResources._026_mends_sql)),
    Migration(name: "0027_queue", sql: text(PackageResources._027_queue_sql)),
    Migration(name: "0028_refusal_notices", sql: text(PackageResources._028_refusal_notices_sql)),
    Migration(name: "0029_blanked", sql: text(PackageResources._029_blanked_sql)),
    Migration(name: "0030_first_terms", sql: text(PackageResources._030_first_terms_sql)),
    Migration(name: "0031_refusal_versions", sql: text(PackageResources._031_refusal_versions_sql)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
