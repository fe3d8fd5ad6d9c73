import Scheduling
import Testing

@testable import Simulation

@Suite struct VerdictTests {
  private static let everything = Dictionary(uniqueKeysWithValues: BookingStatus.allCases.map { ($0, 2) })

  private static func office(
    believed: Reconciliation.Counts = everything, told: Reconciliation.Counts = everything,
    stored: Reconciliation.Counts? = everything
  ) -> Reconciliation {
    Reconciliation(office: "2804", believed: believed, told: told, stored: stored)
  }

  private static func isClean(
    _ offices: [Reconciliation], _ tally: Tally = Tally(), overlaps: [String: Int]? = [:]
  ) -> Bool {
    Verdict(offices, tally, overlaps: overlaps).isClean
  }

  @Test func `agreement on everything is clean, with or without a look into the database`() {
    #expect(Self.isClean([Self.office(), Self.office()]))
    #expect(Self.isClean([Self.office(stored: nil)], overlaps: nil))
  }

  @Test func `one booking more or less on any side is marked and not clean`() {
    var other = Self.everything
    other[.held] = 3
    for office in [Self.office(believed: other), Self.office(told: other), Self.office(stored: other)] {
      let verdict = Verdict([Self.office(), office], Tally(), overlaps: [:])
      #expect(!verdict.isClean)
      #expect(verdict.text.contains("!"))
      #expect(office.cell(.held).hasSuffix(" !"))
      #expect(!office.cell(.lapsed).hasSuffix("!"))
    }
  }

  @Test func `a status that does not occur is not clean`() {
    var counts = Self.everything
    counts[.terminated] = nil
    let verdict = Verdict([Self.office(believed: counts, told: counts, stored: counts)], Tally(), overlaps: [:])
    #expect(!verdict.isClean)
    #expect(verdict.text.contains("no booking became terminated"))
  }

  @Test func `an overlap or an answer that is not right is not clean`() {
    #expect(!Self.isClean([Self.office()], overlaps: ["room": 1]))
    var tally = Tally()
    tally.violations.append("expected 200, got 500")
    #expect(!Self.isClean([Self.office()], tally))
  }
}
