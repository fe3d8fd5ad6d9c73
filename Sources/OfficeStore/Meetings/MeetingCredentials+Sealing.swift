import Foundation
import Scheduling

extension MeetingCredentials {
  /// Sealed for the row that keeps it.
  func sealed(by keys: KeyRing, for place: UUID) throws -> KeyRing.Sealed {
    let parts = vendor.meetingParts.map { ($0.rawValue, self[$0] ?? "") }
    let members = Dictionary(parts + [("vendor", vendor.rawValue)]) { first, _ in first }
    return try keys.seal(Array(JSONEncoder().encode(members)), for: Self.name(of: place))
  }

  /// What `sealed(by:for:)` made for the same place. Throws `KeyRingError`, `StoreFailure.unreadable`.
  init(opening sealed: KeyRing.Sealed, for place: UUID, by keys: KeyRing) throws {
    try self.init(opened: keys.open(sealed, for: Self.name(of: place)))
  }

  private init(opened bytes: [UInt8]) throws {
    let members = try? JSONDecoder().decode([String: String].self, from: Data(bytes))
    let parts = (members ?? [:]).compactMap { name, text in MeetingPart(rawValue: name).map { ($0, text) } }
    guard let vendor = members?["vendor"].flatMap(Vendor.init(rawValue:)),
      let credentials = MeetingCredentials(vendor, parts: Dictionary(parts) { first, _ in first })
    else { throw StoreFailure.unreadable("meetings") }
    self = credentials
  }

  /// What a box is bound to: PostgreSQL's way of writing the id.
  static func name(of place: UUID) -> String { place.uuidString.lowercased() }

  /// What the pool knows the meeting by, under the current key and under every key.
  func digest(by keys: KeyRing) -> [UInt8] { keys.digest(meeting.utf8, for: "meeting").bytes }
  func digests(by keys: KeyRing) -> [[UInt8]] { keys.digests(meeting.utf8, for: "meeting").map(\.bytes) }

  /// The same for one that was opened.
  static func digest(ofOpened bytes: [UInt8], by keys: KeyRing) throws -> [UInt8] {
    try MeetingCredentials(opened: bytes).digest(by: keys)
  }
}
