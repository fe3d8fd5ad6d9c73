extension MessageKind {
  /// Whether it tells how to join a meeting: the one message that does (Art. 6(3)).
  public var tellsOfMeeting: Bool { self == .details || self == .followUpDetails }

  /// The statuses of a booking in which the message still says what is so. In any other nobody sends it again.
  public var fits: Set<BookingStatus> {
    switch self {
    case .offer, .reminderUnconfirmed: [.offered]
    case .details, .followUpDetails, .reminderDayBefore: [.confirmed, .inSession]
    case .lapsed: [.lapsed]
    case .cancelled: [.cancelledByUser, .cancelledByOffice]
    case .declined: [.declined]
    // what it says is about applications to come, whatever becomes of the booking that led to it
    case .refused: Set(BookingStatus.allCases)
    case .noShow: [.noShow]
    case .termsChanged: [.received, .offered, .confirmed, .inSession]
    }
  }

  /// The earlier messages of the same booking that are no longer so once this one is queued: a new offer replaces the old
  /// one, new details the old ones, and after an end nobody wants to know what would have been. A confirmation leaves the
  /// offer, whose terms the user is entitled to.
  public var outdates: [MessageKind] {
    switch self {
    case .offer: [.offer, .reminderUnconfirmed]
    case .details, .followUpDetails: [.reminderUnconfirmed, .lapsed, .details, .followUpDetails, .reminderDayBefore]
    case .lapsed, .declined, .refused, .noShow: Self.ofLiveBookings
    case .cancelled: Self.ofLiveBookings + [.noShow]
    case .reminderUnconfirmed, .reminderDayBefore, .termsChanged: []
    }
  }

  /// Whether what it says is so, and may therefore be sent once more.
  ///
  /// - Parameters:
  ///   - expiresAt: from when on it is of no use.
  ///   - booking: the booking's status by the clock.
  ///   - later: what was queued for later versions of the booking.
  ///   - isRefused: whether the refusal is in force that it tells of; of no matter to a message that tells of none.
  public func isStillSo(
    expiresAt: Instant?, booking: BookingStatus, later: [MessageKind], isRefused: Bool, now: Instant
  ) -> Bool {
    fits.contains(booking) && (isRefused || self != .refused) && !later.contains { $0.outdates.contains(self) }
      && expiresAt.map { $0 > now } ?? true
  }

  /// What only somebody with a live booking wants to know.
  public static let ofLiveBookings: [MessageKind] = [
    .offer, .reminderUnconfirmed, .details, .followUpDetails, .reminderDayBefore, .termsChanged,
  ]
}
