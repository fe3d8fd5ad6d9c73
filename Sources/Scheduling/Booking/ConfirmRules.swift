/// Whether a confirming contact makes a booking firm (article 6(3), middle).
public enum ConfirmRules {
  /// What is known of the offer that is answered.
  public struct Offer: Sendable, Hashable {
    /// When it was made.
    public var offeredAt: Instant
    /// Its deadline, exclusive.
    public var lapsesAt: Instant
    /// The slots it holds.
    public var slots: [Slot]

    /// An offer.
    public init(offeredAt: Instant, lapsesAt: Instant, slots: [Slot]) {
      self.offeredAt = offeredAt
      self.lapsesAt = lapsesAt
      self.slots = slots
    }
  }

  /// The slot that becomes firm.
  ///
  /// - Parameters:
  ///   - status: the stored status; a lapse that is due is taken into account here.
  ///   - offer: the current offer; nil if none was ever made.
  ///   - receivedAt: when the contact arrived: never after `now`, never before the offer.
  ///   - cutoffOverridden: whether a supervisor overrode the cut-off, which also revives a lapsed offer.
  /// - Throws: in this order, `illegalTransition`, `offerLapsed` for a contact at or after the deadline,
  ///   `invalidReceivedAt`, `notOffered`, and `slot(.inThePast)` for a slot that does not lie ahead.
  public static func slot(
    startingAt start: Instant, status: BookingStatus, offer: Offer?, receivedAt: Instant, now: Instant,
    cutoffOverridden: Bool = false
  ) throws(DomainError) -> Slot {
    guard status.allows(.confirm) || status.allowsBelatedConfirm, let offer
    else { throw .illegalTransition(current: status) }
    guard receivedAt < offer.lapsesAt || cutoffOverridden else { throw .offerLapsed }
    guard offer.offeredAt <= receivedAt, receivedAt <= now else { throw .invalidReceivedAt }
    guard let slot = offer.slots.first(where: { $0.start == start }) else { throw .notOffered }
    guard slot.start > now else { throw .slot(.inThePast, index: 0) }
    return slot
  }
}
