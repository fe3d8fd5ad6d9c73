/// What it was that is nobody's fault (article 9). The raw value is the name in the API and in the database.
public enum IncidentCode: String, Sendable, Hashable, CaseIterable {
  /// The office's own line, power or equipment.
  case officeOutage = "office_outage"
  /// The meeting vendor's service.
  case vendorOutage = "vendor_outage"
  /// An attack on either.
  case attack
  /// An earthquake, a flood, a typhoon.
  case disaster
  /// Anything else; the note says what.
  case other
}
