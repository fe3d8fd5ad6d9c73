/// A part of what leads into a meeting, as a vendor gives it out (domain rule: each has its own shape). The raw value is
/// the part's name in the API.
public enum MeetingPart: String, Sendable, Hashable, CaseIterable {
  /// Zoom's ミーティングID.
  case meetingID = "meeting_id"
  /// Zoom's パスコード.
  case passcode
  /// TeleOffice's server.
  case server
  /// TeleOffice's アクセスコード.
  case accessCode = "access_code"
  /// The address that opens the meeting.
  case url

  /// How it is written, as a regular expression: for whoever is told that it was not.
  public var pattern: String {
    switch self {
    case .meetingID: "^[0-9]{9,11}$"
    case .passcode: "^[A-Za-z0-9@_*-]{1,10}$"
    case .server: "^[!-~]{1,100}$"
    case .accessCode: "^[!-~]{1,50}$"
    case .url: "^https://… (1–500)"
    }
  }

  /// Whether a text can be that part.
  public func accepts(_ text: String) -> Bool {
    switch self {
    case .meetingID: text.wholeMatch(of: /[0-9]{9,11}/) != nil
    case .passcode: text.wholeMatch(of: /[A-Za-z0-9@_*\-]{1,10}/) != nil
    case .server: text.wholeMatch(of: /[!-~]{1,100}/) != nil
    case .accessCode: text.wholeMatch(of: /[!-~]{1,50}/) != nil
    case .url:
      // a host and what follows it; no user, no password, nothing but printable ASCII
      text.utf8.count <= 500
        && text.wholeMatch(of: /https:\/\/[A-Za-z0-9.\-]*[A-Za-z0-9](:[0-9]{1,5})?([\/?#][!-~]*)?/) != nil
    }
  }
}

extension Vendor {
  /// What the vendor gives out for a meeting.
  public var meetingParts: [MeetingPart] {
    switch self {
    case .zoom: [.meetingID, .passcode, .url]
    case .teleoffice: [.server, .accessCode, .url]
    }
  }
}
