import Scheduling

/// 障害等: what kept sessions from being held and is nobody's fault (Art. 9).
public struct Incident: Sendable {
  /// Unique within the office.
  public let id: IncidentID
  /// What it was.
  public let code: IncidentCode
  /// Whose meetings it concerned, from when until when.
  public var period: IncidentPeriod
  /// What is known of it; at most 2,000 characters.
  public var note: String?
  /// When it was entered.
  public let createdAt: Instant
  /// Role and token of who did it.
  public let createdBy: String
}

/// What is entered about an incident.
public struct IncidentRequest: Sendable {
  /// What it was.
  public var code: IncidentCode
  /// Whose meetings it concerned, from when until when.
  public var period: IncidentPeriod
  /// What is known of it.
  public var note: String?

  /// An incident to be entered.
  public init(code: IncidentCode, period: IncidentPeriod, note: String? = nil) {
    self.code = code
    self.period = period
    self.note = note
  }
}

/// What is to change about an incident; what is nil stays, and a nil inside takes away what stood there.
public struct IncidentChange: Sendable {
  /// When it ended.
  public var end: Instant??
  /// What is known of it.
  public var note: String??

  /// Changes nothing.
  public init() {}
}

/// Whom an incident concerns, as it stands when it was entered or changed.
public struct IncidentReach: Sendable, Hashable {
  /// Bookings that would be deemed cancelled without it, by their start.
  public var excused: [BookingID] = []
  /// Bookings that were written down as deemed cancelled before it was known, by their start: each is for a person to
  /// reverse.
  public var affected: [BookingID] = []
}
