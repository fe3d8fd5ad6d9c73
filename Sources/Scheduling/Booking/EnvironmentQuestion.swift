/// The six conditions on the user's environment (article 5(1)–(6)). The raw value is the answer's name in the API.
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
}
