/// The meeting software of article 4.
public enum Vendor: String, Sendable, Hashable, CaseIterable {
  /// Zoom.
  case zoom
  /// TeleOffice.
  case teleoffice

  /// The name as the terms of use write it.
  public var displayName: String {
    switch self {
    case .zoom: "Zoom"
    case .teleoffice: "TeleOffice"
    }
  }
}
