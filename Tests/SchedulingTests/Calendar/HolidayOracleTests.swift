import Foundation
import Testing

@testable import Scheduling

/// Compares with a list on which two independent libraries agree; `Tests/Oracles/holidays_oracle.py` makes it.
@Suite struct HolidayOracleTests {
  @Test func `the law's algorithm finds the dates of 1990 to 2060 that the oracles agree on`() throws {
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/holidays-1990-2060.txt")
    let expected = try String(contentsOf: fixture, encoding: .utf8).split(separator: "\n").map(String.init)
    let computed = (1990...2060).flatMap { HolidayTable.byLaw.holidays(in: $0) }.map(\.date.iso)
    #expect(expected.count == 1_239)
    #expect(Set(expected).symmetricDifference(computed).sorted().isEmpty)
    #expect(computed == expected)
  }
}
