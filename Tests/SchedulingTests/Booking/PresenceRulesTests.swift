import Testing

@testable import Scheduling

/// When something reached the office, and when a companion was announced.
@Suite struct PresenceRulesTests {
  private let now = Instant(secondsSinceEpoch: 1_000_000)
  private let second = Duration.seconds(1)

  private func instant(stated: Instant?) throws(DomainError) -> Instant {
    try ContactTime.of(stated: stated, notBefore: now - .seconds(60), now: now, orThrow: .invalidReceivedAt)
  }

  @Test func `what is not stated happens now`() throws {
    #expect(try instant(stated: nil) == now)
  }

  @Test func `what is stated lies between what it is about and now, both included`() throws {
    for stated in [now, now - .seconds(60)] { #expect(try instant(stated: stated) == stated) }
    for stated in [now + second, now - .seconds(61)] {
      #expect(throws: DomainError.invalidReceivedAt) { try instant(stated: stated) }
    }
  }

  @Test func `a contact ends the silence of the present time, and none from before that was agreed`() {
    #expect(ContactTime.endsSilence(now, rescheduledAt: nil))
    #expect(
      ContactTime.endsSilence(now, rescheduledAt: now) && ContactTime.endsSilence(now, rescheduledAt: now - second))
    #expect(!ContactTime.endsSilence(now, rescheduledAt: now + second))
  }

  @Test func `nothing is late before a start was agreed`() {
    #expect(!CompanionNotice.isLate(agreedStart: nil, startedAt: nil, now: now))
  }

  @Test func `a companion is late from the agreed start on, or once the session runs`() {
    #expect(!CompanionNotice.isLate(agreedStart: now + second, startedAt: nil, now: now))
    #expect(CompanionNotice.isLate(agreedStart: now, startedAt: nil, now: now))
    #expect(CompanionNotice.isLate(agreedStart: now + second, startedAt: now, now: now))
  }
}
