import OfficeStore
import Scheduling

/// How the audit is told.
extension JSONWriter {
  /// The members of an entry.
  mutating func audited(_ listing: AuditListing, in zone: OfficeZone) {
    let entry = listing.entry
    member("id", entry.id.description)
    member("at", entry.at, in: zone)
    member("actor", entry.actor)
    member("role", entry.role)
    member("purpose", entry.purpose)
    member("request_id", entry.requestID)
    member("operation", entry.operation)
    member("kind", entry.kind)
    member("outcome", entry.outcome)
    member("override", entry.waivedRule)
    member("bookings", strings: entry.bookings.map(\.description))
    member("subject", entry.subject?.uuidString.lowercased())
    member("persons", object: entry.personKeyID) { json, key in
      json.member("key", key)
      json.member("digests", strings: entry.personDigests.map(\.hexadecimal))
    }
    member("seal", listing.seal.map { Int($0) })
  }

  /// The members of a batch.
  mutating func seal(_ seal: AuditSeal, in zone: OfficeZone) {
    member("number", Int(seal.number))
    member("entries", seal.entryCount)
    member("first_at", seal.firstAt, in: zone)
    member("last_at", seal.lastAt, in: zone)
    member("sealed_at", seal.sealedAt, in: zone)
    member("previous_hash", seal.previousHash.hexadecimal)
    member("hash", seal.hash.hexadecimal)
  }
}
