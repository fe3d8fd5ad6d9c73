import Foundation
import Postgres
import Scheduling

// How the domain's values travel: an instant as timestamptz, a civil date as date, an id as uuid, an enumeration as text.

extension Instant: PostgresCodable {
  /// The server's type for it.
  public static var postgresType: PostgresType { PostgresTimestamp.postgresType }

  /// Appends the value.
  public func encode(into buffer: inout PostgresBuffer) {
    PostgresTimestamp(microsecondsSince1970: microseconds).encode(into: &buffer)
  }

  /// Reads a value.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    self.init(microseconds: try PostgresTimestamp(postgres: bytes, type: type).microsecondsSince1970)
  }
}

extension CivilDate: PostgresCodable {
  /// The server's type for it.
  public static var postgresType: PostgresType { PostgresDate.postgresType }

  /// Appends the value.
  public func encode(into buffer: inout PostgresBuffer) {
    PostgresDate(daysSince1970: daysSinceEpoch).encode(into: &buffer)
  }

  /// Reads a value.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    self.init(daysSinceEpoch: try PostgresDate(postgres: bytes, type: type).daysSince1970)
  }
}

extension Identifier: PostgresEncodable, PostgresArrayElementEncodable {
  /// The server's type for it.
  public static var postgresType: PostgresType { UUID.postgresType }
  /// Appends the value.
  public func encode(into buffer: inout PostgresBuffer) { uuid.encode(into: &buffer) }
}

extension Identifier: PostgresDecodable, PostgresArrayElementDecodable {
  /// Reads a value.
  public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresDecodingError) {
    self.init(try UUID(postgres: bytes, type: type))
  }
}

extension AuditKind: PostgresCodable {}
extension AuditOutcome: PostgresCodable {}
extension BookingOrigin: PostgresCodable {}
extension BookingStatus: PostgresCodable {}
extension CancellationClass: PostgresCodable {}
extension Channel: PostgresCodable {}
extension ConsentKind: PostgresCodable {}
extension DeclineGround: PostgresCodable {}
extension DisclosureKind: PostgresCodable {}
extension MessageKind: PostgresCodable {}
extension MessageStatus: PostgresCodable {}
extension IncidentCode: PostgresCodable {}
extension MessageLanguage: PostgresCodable {}
extension OverrideRule: PostgresCodable {}
extension Purpose: PostgresCodable {}
extension RefusalGround: PostgresCodable {}
extension RefusalStatus: PostgresCodable {}
extension RegistrationKind: PostgresCodable {}
extension Role: PostgresCodable {}
extension StaffTaskKind: PostgresCodable {}
extension TermsGround: PostgresCodable {}
extension UsageAccess: PostgresCodable {}
extension UsagePurpose: PostgresCodable {}
extension Vendor: PostgresCodable {}

extension CompanionRole: Codable {}
