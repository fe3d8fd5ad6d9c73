import Foundation
import Scheduling

/// Values as bytes that are the same for the same values and for no others: each with its length before it.
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ value: Int64) {
    append(Swift.withUnsafeBytes(of: value.bigEndian) { [UInt8]($0) })
  }

  mutating func append(_ text: String?) {
    if let text { append(Array(text.utf8)) } else { appendLength(.max) }
  }

  mutating func append(_ id: UUID?) {
    if let id { append(Swift.withUnsafeBytes(of: id.uuid) { [UInt8]($0) }) } else { appendLength(.max) }
  }

  mutating func append(_ value: [UInt8]) {
    appendLength(UInt32(value.count))
    bytes += value
  }

  /// How many of something follow.
  mutating func appendLength(_ length: UInt32) {
    Swift.withUnsafeBytes(of: length.bigEndian) { bytes += $0 }
  }
}

extension CanonicalBytes {
  /// An entry of the audit, whole: form 1.
  init(of entry: AuditEntry) {
    append(entry.writer)
    append(entry.id.uuid)
    append(entry.at.microseconds)
    for text in [
      entry.actor, entry.role, entry.purpose, entry.requestID, entry.operation, entry.kind, entry.waivedRule,
      entry.outcome, entry.personKeyID,
    ] {
      append(text)
    }
    append(entry.subject)
    appendLength(UInt32(entry.bookings.count))
    for booking in entry.bookings { append(booking.uuid) }
    appendLength(UInt32(entry.personDigests.count))
    for digest in entry.personDigests { append(digest) }
  }
}
