import OfficeStore
import Scheduling

/// The body that sets what a licence shows for every meeting: the vendor, and the vendor's own parts.
enum CredentialsRequest {
  static func read(_ fields: inout FieldReader) -> MeetingCredentials? {
    guard let vendor = fields.meetingVendor() else { return nil }
    return fields.meetingParts(of: vendor)
  }
}

/// The body that adds to a pool: the vendor, and the parts of each meeting.
enum PoolRequest {
  /// Meetings that are added at once.
  static let count = 1...200

  static func read(_ fields: inout FieldReader) -> [MeetingCredentials]? {
    guard let vendor = fields.meetingVendor() else { return nil }
    let each = FieldType<MeetingCredentials>.object { $0.meetingParts(of: vendor) }
    guard let meetings = fields.required("meetings", .array(of: each, count: count)) else { return nil }
    var known: Set<String> = []
    for (index, meeting) in meetings.enumerated() where !known.insert(meeting.meeting).inserted {
      fields.report(.duplicateValue, at: "meetings", index)
    }
    return meetings
  }
}

extension FieldReader {
  /// Whose shape the rest has. Without it nothing can be said of the rest, so that is let pass.
  fileprivate mutating func meetingVendor() -> Vendor? {
    let vendor = required("vendor", .text(TextFormat<Vendor>.choice))
    if vendor == nil { ignore(MeetingPart.allCases.map(\.rawValue) + ["meetings"]) }
    return vendor
  }

  fileprivate mutating func meetingParts(of vendor: Vendor) -> MeetingCredentials? {
    var parts: [MeetingPart: String] = [:]
    for part in vendor.meetingParts { parts[part] = required(part.rawValue, .text(.meetingPart(part))) }
    return MeetingCredentials(vendor, parts: parts)
  }
}

extension TextFormat where Value == String {
  fileprivate static func meetingPart(_ part: MeetingPart) -> TextFormat {
    .pattern(part.pattern) { part.accepts($0) ? $0 : nil }
  }
}
