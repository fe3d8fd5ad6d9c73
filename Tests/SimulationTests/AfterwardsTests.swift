import Testing

@testable import Simulation

@Suite struct AfterwardsTests {
  @Test func `the rows of a dry run are summed, and its days are none`() {
    let output = """
      2804: usage_devices before 2026-07-18, bookings before 2023-10-18
      2804: usage_events 12
      2804: bookings 3
      2801: bookings 0
      """
    #expect(Afterwards.rows(of: output) == 15)
  }

  @Test func `whatever doctor marks as wrong is a flaw, and so is a failure that it does not explain`() {
    let wrong = "ok       schema  25 migrations\nWRONG    audit 2804  batch 3 is not there\n         → keep it"
    #expect(Afterwards.flaws(wrong, exitCode: 1) == ["WRONG    audit 2804  batch 3 is not there"])
    #expect(Afterwards.flaws("", exitCode: 1).count == 1)
    #expect(Afterwards.flaws("ok       audit  9 batches", exitCode: 0).isEmpty)
  }
}
