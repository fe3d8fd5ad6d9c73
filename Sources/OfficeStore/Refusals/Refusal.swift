import Scheduling

/// お断り: a person's future applications are declined for a while (Art. 6(6), 12(1)).
public struct Refusal: Sendable {
  /// Who did something, and when.
  public struct Act: Sendable, Hashable {
    /// When.
    public let at: Instant
    /// Role and token.
    public let by: String
  }

  /// 不服の申出
  public struct Appeal: Sendable, Hashable {
    /// What the person said; at most 2,000 characters.
    public let text: String
    /// When it arrived.
    public let receivedAt: Instant
    /// Who entered it, and when.
    public let entry: Act
  }

  /// Taken back.
  public struct Lifting: Sendable, Hashable {
    /// Who did it, and when.
    public let act: Act
    /// Why.
    public let reason: String
  }

  /// Unique within the office.
  public let id: RefusalID
  /// Counts the changes, from 1; the ETag.
  public let version: Int
  /// Who is refused; in this office alone (A15).
  public let seeker: SeekerID
  /// The booking that led to it.
  public let booking: BookingID
  /// On what ground.
  public var ground: RefusalGround
  /// Why; 1–2,000 characters.
  public var reason: String
  /// From when until when.
  public var term: RefusalTerm
  /// Who decided it, or corrected the decision last.
  public let decision: Act
  /// The approval of the office's head; nil while it is proposed.
  public var approval: Act?
  /// When its notice was queued.
  public let noticedAt: Instant?
  /// What the person has to say against it.
  public let appeal: Appeal?
  /// By whom it was taken back.
  public let lifting: Lifting?

  /// What tells its notice from those of earlier refusals that go back to the same booking.
  let noticeVersion: Int

  /// Where it stands.
  public func status(at now: Instant) -> RefusalStatus {
    RefusalStatus(term, isApproved: approval != nil, isLifted: lifting != nil, now: now)
  }
}

/// What a supervisor decides.
public struct RefusalDecision: Sendable {
  /// Who is refused.
  public var seeker: SeekerID
  /// On what ground.
  public var ground: RefusalGround
  /// Why.
  public var reason: String
  /// From when until when.
  public var term: RefusalTerm

  /// A decision.
  public init(seeker: SeekerID, ground: RefusalGround, reason: String, term: RefusalTerm) {
    self.seeker = seeker
    self.ground = ground
    self.reason = reason
    self.term = term
  }
}

/// What is to change in a decision; what is nil stays.
public struct RefusalChange: Sendable {
  /// Another ground.
  public var ground: RefusalGround?
  /// Another reason.
  public var reason: String?
  /// Another beginning.
  public var from: Instant?
  /// Another end.
  public var until: Instant?

  /// Changes nothing.
  public init() {}
}

/// Which refusals a list is asked for; every condition that is given must hold.
public struct RefusalQuery: Sendable {
  /// Those that stand so now.
  public var statuses: [RefusalStatus]?
  /// Of this person only.
  public var seeker: SeekerID?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Arrival<IdentifierKind.Refusal>?

  /// Everything, in the order of the decisions.
  public init() {}
}
