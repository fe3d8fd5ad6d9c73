import Foundation
import Postgres
import Scheduling

/// 利用の記録 (Art. 7(1)): one access, as MyPage reports it.
public struct UsageReport: Sendable {
  /// Reports of one request at most.
  public static let batch = 1...100
  /// Unicode scalars of a device's identifier at most.
  public static let longestDevice = 200

  /// The hour of the office's day; never the instant.
  public var band: UsageBand
  /// Which of the three stated purposes it serves.
  public var purpose: UsagePurpose
  /// What was used.
  public var access: UsageAccess
  /// The booking it was about, if any: how a record is a person's.
  public var booking: BookingID?
  /// What MyPage knows the device by. Kept as a keyed digest; sealed for as long as the office keeps device identifiers.
  public var device: String?

  /// A report made of its parts.
  public init(band: UsageBand, purpose: UsagePurpose, access: UsageAccess, booking: BookingID?, device: String?) {
    self.band = band
    self.purpose = purpose
    self.access = access
    self.booking = booking
    self.device = device
  }
}

/// What is sealed and digested of a device, for one office: two offices cannot compare their users' devices.
struct UsageDevice {
  let date: CivilDate
  let digest: KeyRing.Digest
  let sealed: KeyRing.Sealed

  init(_ identifier: String, on date: CivilDate, in office: Office, by keys: KeyRing) throws(KeyRingError) {
    self.date = date
    digest = keys.digest(Array(identifier.utf8), for: "usage device \(office.id)")
    sealed = try keys.seal(Array(identifier.utf8), for: Self.place(in: office, on: date))
  }

  /// What a box was sealed for: moved to another office or day it does not open.
  static func place(in office: Office, on date: CivilDate) -> String { "usage device \(office.id) \(date)" }
}

extension SealedTable {
  /// What identifies devices. The service counts the boxes and cannot read them; only the owner seals them anew. The digest
  /// beside them stays as it is: a device is known by it for as long as its records are kept, whatever seals the box.
  static let usageDevices = SealedTable(
    name: "usage_devices",
    stale: { current, after, limit, session in
      // the place is UsageDevice.place(in:on:)
      Statement(
        """
        SELECT id, 0::bigint, 'usage device ' || office_id || ' ' || to_char(date, 'YYYY-MM-DD'), sealed_by, box
        FROM usage_devices
        WHERE office_id = $1 AND sealed_by <> $2 AND ($3::uuid IS NULL OR id > $3)
        ORDER BY usage_devices.id LIMIT $4 FOR UPDATE
        """, session.office.id, current, after?.id, limit)
    },
    keep: { entries, session in
      Statement(
        """
        UPDATE usage_devices d SET sealed_by = anew.key_id, box = anew.box
        FROM unnest($2::uuid[], $3::text[], $4::bytea[]) AS anew (id, key_id, box)
        WHERE d.office_id = $1 AND d.id = anew.id
        """, session.office.id, entries.map(\.id), entries.map(\.sealed.keyID), entries.map(\.sealed.box))
    },
    census: { session in
      Statement(
        "SELECT sealed_by, count(*) FROM usage_devices WHERE office_id = $1 GROUP BY sealed_by", session.office.id)
    })
}

extension UsageReport {
  static func insertion(of reports: [UsageReport], _ devices: [UsageDevice?], in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO usage_events (
        office_id, id, date, hour, purpose, access, booking_id, device_key, device_digest)
      SELECT $1::integer, * FROM unnest(
        $2::uuid[], $3::date[], $4::bigint[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::bytea[])
      """,
      session.office.id, reports.map { _ in UsageEventID() }, reports.map(\.band.date), reports.map(\.band.hour),
      reports.map(\.purpose), reports.map(\.access), reports.map(\.booking), devices.map { $0?.digest.keyID },
      devices.map { $0?.digest.bytes })
  }

  /// One row a day and device, whatever it did.
  static func insertion(of devices: [UsageDevice], in session: Session) -> Statement {
    Statement(
      """
      INSERT INTO usage_devices (office_id, id, date, device_key, device_digest, sealed_by, box)
      SELECT $1::integer, * FROM unnest($2::uuid[], $3::date[], $4::text[], $5::bytea[], $6::text[], $7::bytea[])
      ON CONFLICT DO NOTHING
      """,
      session.office.id, devices.map { _ in UUID() }, devices.map(\.date), devices.map(\.digest.keyID),
      devices.map(\.digest.bytes), devices.map(\.sealed.keyID), devices.map(\.sealed.box))
  }
}
