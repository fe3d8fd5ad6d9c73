import Scheduling

/// What a message is about, as it was frozen when the message was queued; what it shows follows from this and nothing else,
/// the meeting's credentials excepted.
public struct MessageFacts: Sendable {
  /// The office's name and telephone then.
  public var office: (name: String, phone: String)
  /// In which its times are told.
  public var zone: OfficeZone
  /// Whom the message is to.
  public var person: String
  /// The service's name in both languages.
  public var service: (ja: String, en: String)
  /// The times offered.
  public var slots: [Slot] = []
  /// The session's time.
  public var session: Slot?
  /// Until when an offer can be answered, exclusively.
  public var deadline: Instant?
  /// The meeting software.
  public var vendor: Vendor?
  /// The text of the terms that the message carries.
  public var terms: String?
  /// When new terms take effect.
  public var effectiveFrom: Instant?
  /// Who cancelled.
  public var cancelledBy: CancellingParty?
  /// Why an application was declined.
  public var ground: DeclineGround?
  /// The term of a refusal, its end exclusive, and its ground; what an officer wrote about it stays in the office.
  public var refusal: (from: Instant, until: Instant, ground: RefusalGround)?

  /// Facts that every message has; the others are added.
  public init(
    office: (name: String, phone: String), zone: OfficeZone, person: String, service: (ja: String, en: String)
  ) {
    self.office = office
    self.zone = zone
    self.person = person
    self.service = service
  }
}

/// Why no text can be made of a message: its facts lack this.
public struct LackingFact: Error, Sendable, Hashable {
  /// The fact's name.
  public let name: String
}
