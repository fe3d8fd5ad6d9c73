import Scheduling
import Testing

@testable import Simulation

@Suite struct VerdictTests {
  private static let subjects = Subject.bookings + Subject.messages + Subject.records
  private static let everything = Dictionary(uniqueKeysWithValues: subjects.map { ($0, 2) })

  private static func office(
    believed: Reconciliation.Counts = everything, told: Reconciliation.Counts = everything,
    stored: Reconciliation.Counts? = everything
  ) -> Reconciliation {
    Reconciliation(office: "2804", believed: believed, told: told, stored: stored)
  }

  private static func isClean(
    _ offices: [Reconciliation], _ tally: Tally = Tally(), _ afterwards: Afterwards? = Afterwards()
  ) -> Bool {
    Verdict(offices, tally, afterwards).isClean
  }

  @Test func `agreement on everything is clean, with or without a look into the database`() {
    #expect(Self.isClean([Self.office(), Self.office()]))
    #expect(Self.isClean([Self.office(stored: nil)], Tally(), nil))
  }

  @Test(arguments: subjects)
  func `one more or less of anything, on any side, is marked and not clean`(subject: Subject) {
    var other = Self.everything
    other[subject] = 3
    for office in [Self.office(believed: other), Self.office(told: other), Self.office(stored: other)] {
      let verdict = Verdict([Self.office(), office], Tally(), Afterwards())
      #expect(!verdict.isClean)
      #expect(verdict.text.contains("!"))
      #expect(Self.subjects.filter { office.cell($0).hasSuffix(" !") } == [subject])
    }
  }

  @Test func `a status that does not occur is not clean`() {
    var counts = Self.everything
    counts[.booking(.terminated)] = nil
    let verdict = Verdict([Self.office(believed: counts, told: counts, stored: counts)], Tally(), Afterwards())
    #expect(!verdict.isClean)
    #expect(verdict.text.contains("no booking became terminated"))
  }

  @Test func `an overlap, a broken chain of the audit, a failed retention or an answer that is not right is not clean`()
  {
    #expect(!Self.isClean([Self.office()], Tally(), Afterwards(overlaps: ["room": 1])))
    #expect(!Self.isClean([Self.office()], Tally(), Afterwards(flaws: ["WRONG    audit 2804  batch 3 is not there"])))
    #expect(!Self.isClean([Self.office()], Tally(), Afterwards(expired: nil)))
    var tally = Tally()
    tally.violations.append("expected 200, got 500")
    #expect(!Self.isClean([Self.office()], tally))
  }
}
