import Scheduling
import Testing

struct MessageKindTests {
  @Test func `each ending leaves nothing that only a live booking wants to know`() {
    let endings: [MessageKind] = [.lapsed, .cancelled, .declined, .refused, .noShow]
    for ending in endings {
      #expect(Set(ending.outdates).isSuperset(of: MessageKind.ofLiveBookings), "\(ending)")
      // a refusal is about applications to come
      #expect(ending == .refused || ending.fits.allSatisfy { $0.isEnding }, "\(ending)")
    }
    for kind in MessageKind.ofLiveBookings { #expect(!kind.fits.contains { $0.isEnding }, "\(kind)") }
    #expect(Set(endings + MessageKind.ofLiveBookings) == Set(MessageKind.allCases))
  }

  @Test func `a confirmation leaves the offer, whose terms the user is entitled to`() {
    #expect(!MessageKind.details.outdates.contains(.offer))
    #expect(MessageKind.details.outdates.contains(.lapsed), "a lapsed booking that was confirmed after all")
  }

  @Test func `nothing outdates what it cannot follow`() {
    #expect(MessageKind.reminderDayBefore.outdates.isEmpty && MessageKind.reminderUnconfirmed.outdates.isEmpty)
    #expect(MessageKind.termsChanged.outdates.isEmpty)
  }

  @Test func `what is said again must still be so: by the booking, by what was said since, and in time`() {
    let now = Instant(secondsSinceEpoch: 1_789_000_000)
    func isSo(_ status: BookingStatus, _ later: [MessageKind] = [], expiresAt: Instant? = nil) -> Bool {
      MessageKind.details.isStillSo(expiresAt: expiresAt, booking: status, later: later, isRefused: false, now: now)
    }
    #expect(isSo(.confirmed) && isSo(.inSession, [.reminderDayBefore, .termsChanged]))
    #expect(!isSo(.held) && !isSo(.cancelledByUser))
    #expect(!isSo(.confirmed, [.details]) && !isSo(.confirmed, [.cancelled]))
    #expect(isSo(.confirmed, expiresAt: now.adding(minutes: 1)) && !isSo(.confirmed, expiresAt: now))
  }

  @Test(arguments: BookingStatus.allCases)
  func `a notice of refusal is still so while the refusal is in force, whatever the booking`(_ status: BookingStatus) {
    func isSo(_ isRefused: Bool) -> Bool {
      MessageKind.refused.isStillSo(
        expiresAt: nil, booking: status, later: [], isRefused: isRefused, now: Instant(microseconds: 0))
    }
    #expect(isSo(true) && !isSo(false))
  }
}
