import Randomness
import Testing

@testable import Scheduling

@Suite struct BookingTransitionTests {
  /// The statuses an action or the clock can lead to, independent of the table of pairs.
  private static func targets(of status: BookingStatus) -> Set<BookingStatus> {
    var targets: Set<BookingStatus> = []
    if status.allows(.offer), status != .offered { targets.insert(.offered) }
    if status.allows(.confirm) || status.allowsBelatedConfirm { targets.insert(.confirmed) }
    if status.allows(.withdraw) { targets.insert(.withdrawn) }
    if status.allows(.decline) { targets.insert(.declined) }
    if status.allows(.start) { targets.insert(.inSession) }
    if status.allows(.complete) { targets.insert(.held) }
    if status.allows(.terminate) { targets.insert(.terminated) }
    for party in CancellingParty.allCases where status.allowsCancel(by: party) { targets.insert(party.ending) }
    if status.allows(.reverseNoShow) { targets.formUnion(NoShowReversal.targets) }
    if status == .offered { targets.insert(.lapsed) }
    if status == .confirmed { targets.insert(.noShow) }
    return targets
  }

  @Test func `the table of steps is what the actions and the clock make possible`() {
    for from in BookingStatus.allCases {
      let table = Set(BookingStatus.allCases.filter { from.canBecome($0) })
      #expect(table == Self.targets(of: from))
    }
    #expect(BookingTransition.all.count == 19)
    #expect(BookingTransition.all.allSatisfy { $0.from != $0.to })
  }

  @Test func `a walk leaves an ending only by the reversal or a belated confirm`() throws {
    var random = SplitMix64(seed: 12)
    var seen: Set<BookingStatus> = []
    for _ in 0..<2_000 {
      var status = try #require(
        BookingStatus.allCases.filter(BookingTransition.initial.contains).randomElement(using: &random))
      for _ in 0..<20 {
        seen.insert(status)
        let next = BookingStatus.allCases.filter { status.canBecome($0) }
        if status.isEnding, !next.isEmpty {
          #expect(status == .noShow || (status == .lapsed && next == [.confirmed]))
        }
        guard let step = next.randomElement(using: &random) else { break }
        status = step
      }
    }
    #expect(seen == Set(BookingStatus.allCases))
  }

  @Test func `held, terminated, declined, withdrawn and cancelled bookings are never left`() {
    for status: BookingStatus in [
      .held, .terminated, .declined, .withdrawn, .cancelledByUser, .cancelledByOffice,
    ] {
      #expect(BookingStatus.allCases.allSatisfy { !status.canBecome($0) })
    }
  }

  @Test func `a no-show turns out to be running before the slot's end, and held from then on`() {
    let end = Instant(microseconds: 1_000)
    #expect(NoShowReversal.defaultTarget(slotEnd: end, now: end - .microseconds(1)) == .inSession)
    #expect(NoShowReversal.defaultTarget(slotEnd: end, now: end) == .held)
  }
}
