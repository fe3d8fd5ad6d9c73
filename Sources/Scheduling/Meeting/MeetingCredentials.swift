/// 会議情報 (article 6(3)): what leads into a meeting. It describes itself without its parts, so that none of them is ever
/// printed, logged or dumped by accident.
public enum MeetingCredentials: Sendable, Hashable {
  /// Zoom: an id of 9 to 11 digits, a passcode of at most 10 characters, an https address.
  case zoom(meetingID: String, passcode: String, url: String)
  /// TeleOffice: a server, an access code, an https address.
  case teleOffice(server: String, accessCode: String, url: String)

  /// Nil unless every part that the vendor gives out is there and written as it must be.
  public init?(_ vendor: Vendor, parts: [MeetingPart: String]) {
    func part(_ part: MeetingPart) -> String? { parts[part].flatMap { part.accepts($0) ? $0 : nil } }
    guard let url = part(.url) else { return nil }
    switch vendor {
    case .zoom:
      guard let meetingID = part(.meetingID), let passcode = part(.passcode) else { return nil }
      self = .zoom(meetingID: meetingID, passcode: passcode, url: url)
    case .teleoffice:
      guard let server = part(.server), let accessCode = part(.accessCode) else { return nil }
      self = .teleOffice(server: server, accessCode: accessCode, url: url)
    }
  }

  /// Whose meeting it is.
  public var vendor: Vendor {
    switch self {
    case .zoom: .zoom
    case .teleOffice: .teleoffice
    }
  }

  /// A part; nil for one that the vendor does not give out.
  public subscript(part: MeetingPart) -> String? {
    switch (self, part) {
    case (.zoom(let meetingID, _, _), .meetingID): meetingID
    case (.zoom(_, let passcode, _), .passcode): passcode
    case (.teleOffice(let server, _, _), .server): server
    case (.teleOffice(_, let accessCode, _), .accessCode): accessCode
    case (.zoom(_, _, let url), .url), (.teleOffice(_, _, let url), .url): url
    default: nil
    }
  }

  /// What makes it this meeting and no other, whatever its passcode.
  public var meeting: String {
    switch self {
    case .zoom(let meetingID, _, _): "zoom \(meetingID)"
    case .teleOffice(let server, let accessCode, _): "teleoffice \(server.lowercased()) \(accessCode)"
    }
  }
}

extension MeetingCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The vendor, and nothing of the parts.
  public var description: String { "\(vendor.displayName) credentials" }
  /// The same.
  public var debugDescription: String { description }
  /// Has no children: `dump` and string interpolation of whatever holds it find nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
