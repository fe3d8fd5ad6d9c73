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
  /// A message of the outbox.
  public enum Message {}
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
/// Identifies a message.
public typealias MessageID = Identifier<IdentifierKind.Message>
