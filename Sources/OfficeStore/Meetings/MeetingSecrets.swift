import Foundation
import Postgres
import Scheduling

/// What the relay needs of meetings: it reads them when it delivers, so that a message never holds a secret while it waits.
public struct MeetingSecrets: Sendable {
  private let pool: Pool
  private let keys: KeyRing

  /// - Parameter pool: connections as `madoguchi_relay`.
  public init(pool: Pool, keys: KeyRing) {
    self.pool = pool
    self.keys = keys
  }

  /// What leads into a booking's meeting; nil while none is in force: it waits for its licence, or is over.
  ///
  /// - Throws: `keysMissing`, `databaseUnavailable`.
  public func credentials(for booking: BookingID, in office: Office) async throws(DomainError) -> MeetingCredentials? {
    do {
      return try await pool.withConnection { connection in
        let found = try await connection.run(
          Statement(
            """
            SELECT place, key_id, box FROM meetings
            WHERE office_id = $1 AND booking_id = $2 AND revoked_at IS NULL
            """, office.id, booking))
        guard let row = found.first else { return nil }
        let sealed = KeyRing.Sealed(keyID: try row.decode(1), box: try row.decode(2))
        return try MeetingCredentials(opening: sealed, for: try row.decode(0), by: keys)
      }
    } catch {
      throw StoreFailure.domainError(for: error)
    }
  }
}
