/// What a user is asked about device, line and place: the six conditions of article 5(1)–(6), and what article 12(3) and
/// (4) asks to be ready. The raw value is the answer's name in the API.
///
/// A "no" raises a flag with advice; it never refuses by itself.
public enum EnvironmentQuestion: String, Sendable, Hashable, CaseIterable {
  /// (1) The device is free of infection.
  case uninfected
  /// (2) It is connected over a line whose operator is known.
  case connection
  /// (3) Its system is supported and patched.
  case os
  /// (4) Its firewall is on.
  case firewall
  /// (5) No file-sharing software is installed.
  case noFileSharing = "no_file_sharing"
  /// (6) Its antivirus software is up to date.
  case antivirus
  /// 12(4), the first sentence: the meeting software can be used.
  case appReady = "app_ready"
  /// 12(4), the second sentence: the line was tried and carries a meeting.
  case connectionTested = "connection_tested"
  /// 12(4), the third point: browser and software are the newest.
  case softwareCurrent = "software_current"
  /// 12(3): a private room, or nobody around.
  case privatePlace = "private_place"

  /// Whether a check must answer it: the six conditions of article 5.
  public var isRequired: Bool {
    switch self {
    case .uninfected, .connection, .os, .firewall, .noFileSharing, .antivirus: true
    case .appReady, .connectionTested, .softwareCurrent, .privatePlace: false
    }
  }

  /// The questions that every check answers.
  public static let required = allCases.filter(\.isRequired)
}
