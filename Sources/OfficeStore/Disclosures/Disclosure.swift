import Scheduling

/// 提供・開示 (Art. 7(2), 8): the only way out for what is kept about a person, and the record of it.
public struct Disclosure: Sendable {
  /// What it reaches.
  public enum Scope: Sendable, Hashable {
    /// Everything about a person.
    case person(SeekerID)
    /// Everything about a booking.
    case booking(BookingID)
    /// Records of use of whole days, whoever's; only for a demand by law.
    case use(from: CivilDate, until: CivilDate)
  }

  /// Somebody's act: when, and by whom, as role and token.
  public struct Act: Sendable, Hashable {
    /// When.
    public var at: Instant
    /// Role and token.
    public var by: String
    /// Why, where a reason belongs to it.
    public var reason: String?
  }

  /// One time that the data left.
  public struct Export: Sendable, Hashable {
    /// When.
    public let at: Instant
    /// Role and token.
    public let by: String
    /// SHA-256 of the answer's bytes, in hexadecimal.
    public let sha256: String
  }

  /// Unicode scalars of a legal basis or a requester at most.
  public static let longestLine = 200

  /// Unique within the office.
  public let id: DisclosureID
  /// A person's own request, or a demand by law.
  public let kind: DisclosureKind
  /// Which law, with its article; empty once retention has blanked it.
  public let legalBasis: String
  /// Who asks; empty once retention has blanked it.
  public let requester: String
  /// What it reaches.
  public let scope: Scope
  /// When the request arrived.
  public let requestedAt: Instant
  /// Exclusive: until when it is to be decided and given.
  public internal(set) var dueAt: Instant
  /// When it was entered.
  public let createdAt: Instant
  /// Role and token of who entered it.
  public let createdBy: String
  /// Why another 30 days are needed.
  public internal(set) var extended: Act?
  /// Who allowed it: the office's head.
  public internal(set) var approved: Act?
  /// Why it is not given.
  public internal(set) var refused: Act?
  /// When the data were handed over; nothing changes afterwards.
  public internal(set) var given: Act?
  /// Each time that the data were put together.
  public let exports: [Export]

  /// Where it stands.
  public var status: DisclosureStatus {
    if given != nil { return .given }
    if refused != nil { return .refused }
    return approved == nil ? .requested : .approved
  }
}

/// A disclosure as it is asked for.
public struct DisclosureRequest: Sendable {
  /// A person's own request, or a demand by law.
  public var kind: DisclosureKind
  /// Which law, with its article.
  public var legalBasis: String
  /// Who asks.
  public var requester: String
  /// What it reaches.
  public var scope: Disclosure.Scope
  /// When it arrived; nil for now.
  public var requestedAt: Instant?

  /// A request made of its parts.
  public init(
    kind: DisclosureKind, legalBasis: String, requester: String, scope: Disclosure.Scope, requestedAt: Instant?
  ) {
    self.kind = kind
    self.legalBasis = legalBasis
    self.requester = requester
    self.scope = scope
    self.requestedAt = requestedAt
  }
}

/// What is done about a disclosure, besides exporting it.
public enum DisclosureStep: Sendable, Hashable {
  /// Another 30 days, because of this.
  case extend(reason: String)
  /// Allow it.
  case approve
  /// Do not allow it, because of this.
  case refuse(reason: String)
  /// Note that the data were handed over.
  case give

  var action: DisclosureAction {
    switch self {
    case .extend: .extend
    case .approve: .approve
    case .refuse: .refuse
    case .give: .give
    }
  }
}

/// Which disclosures a list is asked for.
public struct DisclosureQuery: Sendable {
  /// In this status only.
  public var status: DisclosureStatus?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Arrival<IdentifierKind.Disclosure>?
  var id: DisclosureID?

  /// All, oldest first.
  public init() {}
}
