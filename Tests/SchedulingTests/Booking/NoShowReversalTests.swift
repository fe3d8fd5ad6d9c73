import Testing

@testable import Scheduling

@Suite struct NoShowReversalTests {
  private let slot = Slot(start: Instant(secondsSinceEpoch: 1_000_000), minutes: 30)
  private var early: Instant { slot.start.adding(minutes: 12) }
  private var late: Instant { slot.end.adding(minutes: 12) }

  @Test func `without a target it runs before the slot's end and was held from it on`() {
    #expect(NoShowReversal(to: nil, slot: slot, now: early).to == .inSession)
    #expect(NoShowReversal(to: nil, slot: slot, now: slot.end).to == .held)
  }

  @Test func `a running session has begun at the agreed start and has no end`() {
    let reversal = NoShowReversal(to: .inSession, slot: slot, now: late)
    #expect(reversal.startedAt == slot.start && reversal.endedAt == nil && reversal.cancellationClass == nil)
  }

  @Test func `a held session ended with its slot at the latest`() {
    #expect(NoShowReversal(to: .held, slot: slot, now: late).endedAt == slot.end)
    #expect(NoShowReversal(to: .held, slot: slot, now: early).endedAt == early)
    #expect(NoShowReversal(to: .held, slot: slot, now: early).startedAt == slot.start)
  }

  @Test func `a cancellation has no session, and the user's is of the same day`() {
    for target in [BookingStatus.cancelledByUser, .cancelledByOffice] {
      let reversal = NoShowReversal(to: target, slot: slot, now: late)
      #expect(reversal.startedAt == nil && reversal.endedAt == late)
      #expect(reversal.cancellationClass == (target == .cancelledByUser ? .sameDay : nil))
    }
  }
}
