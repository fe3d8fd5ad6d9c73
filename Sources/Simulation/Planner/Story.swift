import Scheduling

/// A booking as the simulation believes it to be.
struct Story: Sendable {
  var person: Person
  var fate: Fate
  /// Whether it is there to show its fate: nothing else is to come between.
  var isCast = false
  var service = "consultation"
  var vendor = Vendor.zoom
  var wishes: [Instant] = []
  var status = BookingStatus.received
  /// What the offer in force holds, and until when it can be answered.
  var offered: [Instant] = []
  var offeredAt: Instant?
  var deadline: Instant?
  /// What was agreed.
  var start: Instant?
  var noShowAt: Instant?
  var isEquipped = true
  var hasCheckedEnvironment = false
  /// Whether the service may have given it other resources, and so another version, since its last answer.
  var mayHaveMoved = false
  /// The version of the terms that the offer in force shows, and what was agreed to.
  var offeredTerms = 0
  var agreement = Agreement()
  /// What its person was to be told, in order.
  var messages: [MessageKind] = []
  /// Entries of its contact log.
  var contacts = 0
  /// When it came to count towards a review of its person.
  var struckAt: Instant?

  var end: Instant? { start.map { $0.adding(minutes: 30) } }
}

/// How a made-up booking is going to end, unless something comes between.
enum Fate: Sendable, Hashable, CaseIterable {
  /// Nobody gets round to it.
  case forgotten
  case withdrawn, declined
  /// The user does not answer the offer: it lapses. The last two come too late, and are let in.
  case ignored, belated, overridden
  case withdrawnLater, declinedLater
  /// The offer still waits for its answer when all is over.
  case pondered
  case cancelledEarly, cancelledOnTheDay, cancelledByOffice, cancelledByOutage
  case absent, absentByMistake, absentAfterCall
  case held, heldLate, heldAfterContact, moved
  case terminated
  /// The counselor forgets to close, or to start what the user called about.
  case neverClosed, neverBegun
  /// The person who was absent already.
  case absentAgain
  /// Silent for an outage, which is noted in time or too late for that.
  case excused, excusedLate

  /// How often each happens.
  static let weights: [(value: Fate, weight: Int)] = [
    (.forgotten, 2), (.withdrawn, 4), (.declined, 4), (.ignored, 8), (.belated, 4), (.overridden, 3),
    (.withdrawnLater, 4),
    (.declinedLater, 3), (.pondered, 1), (.cancelledEarly, 8), (.cancelledOnTheDay, 5), (.cancelledByOffice, 4),
    (.cancelledByOutage, 2), (.absent, 7), (.absentByMistake, 3), (.absentAfterCall, 2), (.held, 100), (.heldLate, 10),
    (.heldAfterContact, 6), (.moved, 12), (.terminated, 3), (.neverClosed, 1), (.neverBegun, 1),
    (.excused, 2), (.excusedLate, 1),
  ]

  /// The same for bookings that are firm from the beginning.
  static let weightsWhenFirm = weights.filter { $0.value.isOfFirmBookings }

  private var isOfFirmBookings: Bool {
    switch self {
    case .forgotten, .withdrawn, .declined, .ignored, .belated, .overridden, .withdrawnLater, .declinedLater, .pondered:
      false
    default: true
    }
  }
}
