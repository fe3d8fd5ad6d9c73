/// The kinds of things that have an identifier; they exist only as type parameters.
public enum IdentifierKind {
  /// 予約.
  public enum Booking {}
  /// 求職者.
  public enum Seeker {}
  /// 職業相談員.
  public enum Counselor {}
  /// 個室ブース.
  public enum Room {}
  /// 会議ライセンス.
  public enum Licence {}
  /// An API token.
  public enum Token {}
  /// A member of staff.
  public enum Staff {}
  /// 規約版.
  public enum TermsVersion {}
  /// 注記 beside a version of the terms.
  public enum TermsAnnotation {}
  /// A message of the outbox.
  public enum Message {}
  /// A version of an office's own words for a message.
  public enum MessageTemplate {}
  /// Something that needs a person.
  public enum StaffTask {}
  /// A room reservation.
  public enum Reservation {}
  /// A series of room reservations.
  public enum ReservationSeries {}
  /// An absence of a counselor.
  public enum Absence {}
  /// A maintenance of a room or licence.
  public enum Maintenance {}
  /// An entry of the contact log.
  public enum Contact {}
  /// An incident of an office.
  public enum Incident {}
  /// A refusal of a person's future use.
  public enum Refusal {}
  /// 利用の記録.
  public enum UsageEvent {}
  /// 提供・開示.
  public enum Disclosure {}
  /// A run of retention in an office.
  public enum RetentionRun {}
  /// A closure or special opening of an office.
  public enum Closure {}
  /// A weekly window of an office.
  public enum WeeklyHours {}
  /// A service of an office.
  public enum OfficeService {}
  /// An entry of the audit.
  public enum AuditEntry {}
}

/// Identifies a booking.
public typealias BookingID = Identifier<IdentifierKind.Booking>
/// Identifies a seeker.
public typealias SeekerID = Identifier<IdentifierKind.Seeker>
/// Identifies a counselor.
public typealias CounselorID = Identifier<IdentifierKind.Counselor>
/// Identifies a room.
public typealias RoomID = Identifier<IdentifierKind.Room>
/// Identifies a licence.
public typealias LicenceID = Identifier<IdentifierKind.Licence>
/// Identifies an API token.
public typealias TokenID = Identifier<IdentifierKind.Token>
/// Identifies a member of staff.
public typealias StaffID = Identifier<IdentifierKind.Staff>
/// Identifies a version of the terms.
public typealias TermsVersionID = Identifier<IdentifierKind.TermsVersion>
/// Identifies an annotation of the terms.
public typealias TermsAnnotationID = Identifier<IdentifierKind.TermsAnnotation>
/// Identifies a message.
public typealias MessageID = Identifier<IdentifierKind.Message>
/// Identifies a version of an office's own words for a message.
public typealias MessageTemplateID = Identifier<IdentifierKind.MessageTemplate>
/// Identifies a task for staff.
public typealias StaffTaskID = Identifier<IdentifierKind.StaffTask>
/// Identifies a room reservation.
public typealias ReservationID = Identifier<IdentifierKind.Reservation>
/// Identifies a series of room reservations.
public typealias ReservationSeriesID = Identifier<IdentifierKind.ReservationSeries>
/// Identifies an absence.
public typealias AbsenceID = Identifier<IdentifierKind.Absence>
/// Identifies a maintenance.
public typealias MaintenanceID = Identifier<IdentifierKind.Maintenance>
/// Identifies an entry of the contact log.
public typealias ContactID = Identifier<IdentifierKind.Contact>
/// Identifies an incident.
public typealias IncidentID = Identifier<IdentifierKind.Incident>
/// Identifies a refusal.
public typealias RefusalID = Identifier<IdentifierKind.Refusal>
/// Identifies a record of use.
public typealias UsageEventID = Identifier<IdentifierKind.UsageEvent>
/// Identifies a disclosure.
public typealias DisclosureID = Identifier<IdentifierKind.Disclosure>
/// Identifies a run of retention.
public typealias RetentionRunID = Identifier<IdentifierKind.RetentionRun>
/// Identifies a closure or special opening.
public typealias ClosureID = Identifier<IdentifierKind.Closure>
/// Identifies a weekly window.
public typealias WeeklyHoursID = Identifier<IdentifierKind.WeeklyHours>
/// Identifies a service of an office; bookings name its code.
public typealias OfficeServiceID = Identifier<IdentifierKind.OfficeService>
/// Identifies an entry of the audit.
public typealias AuditEntryID = Identifier<IdentifierKind.AuditEntry>
