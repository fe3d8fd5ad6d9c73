import Scheduling
import Testing

@testable import Messaging

@Suite struct DateWritingTests {
  private func dates(_ language: MessageLanguage) throws -> DateWriting {
    DateWriting(language: language, zone: try #require(OfficeZone(identifier: "Asia/Tokyo")))
  }

  private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

  @Test(arguments: [
    ("2026-09-17", "令和8年9月17日（木）", "Thursday, 17 September 2026 (Reiwa 8)"),
    ("2019-05-01", "令和元年5月1日（水）", "Wednesday, 1 May 2019 (Reiwa 1)"),
    ("2019-04-30", "平成31年4月30日（火）", "Tuesday, 30 April 2019 (Heisei 31)"),
  ])
  func `a day has its era and its weekday`(_ iso: String, _ japanese: String, _ english: String) throws {
    let date = try #require(CivilDate(iso: iso))
    #expect(try dates(.japanese).day(date) == japanese)
    #expect(try dates(.english).day(date) == english)
  }

  @Test func `a time is told in the office's zone`() throws {
    let (start, end) = (try instant("2026-09-17T00:00:00Z"), try instant("2026-09-17T00:30:00Z"))
    #expect(try dates(.japanese).time(from: start, to: end) == "9:00～9:30")
    #expect(try dates(.english).time(from: start, to: end) == "09:00–09:30")
    let late = try instant("2026-09-17T23:30:00+09:00")
    #expect(try dates(.japanese).time(from: late, to: late.adding(minutes: 30)) == "23:30～24:00")
  }

  @Test func `a limit at midnight is the end of the day before`() throws {
    let midnight = try instant("2026-09-17T00:00:00+09:00")
    #expect(try dates(.japanese).limit(midnight) == "令和8年9月16日（水）24:00")
    #expect(try dates(.english).limit(midnight) == "Wednesday, 16 September 2026 (Reiwa 8), 24:00")
    #expect(try dates(.japanese).limit(midnight.adding(minutes: 1035)) == "令和8年9月17日（木）17:15")
  }
}
