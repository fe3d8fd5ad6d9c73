import Scheduling
import Testing

@testable import Simulation

@Suite struct TimetableTests {
  private static func timetable() throws -> Timetable {
    Timetable(from: try #require(CivilDate(iso: "2026-09-17")), days: 2)
  }

  @Test func `the clock only goes forward`() throws {
    let moments = try Self.timetable().moments
    #expect(moments == moments.sorted())
    #expect(Set(moments).count == moments.count)
    #expect(moments.first == Instant(rfc3339: "2026-09-17T08:35:00+09:00"))
    #expect(moments.last == Instant(rfc3339: "2026-09-18T20:05:00+09:00"))
  }

  @Test func `no deadline comes within five minutes after a moment`() throws {
    var deadlines = [17 * 60 + 15]
    for halfHour in 0..<48 { deadlines += [halfHour * 30, halfHour * 30 + 10] }
    for moment in try Self.timetable().moments {
      #expect(!deadlines.contains { $0 >= moment.minute && $0 < moment.minute + 5 })
    }
  }

  @Test func `a moment is found from both sides`() throws {
    let timetable = try Self.timetable()
    let day = timetable.days[1]
    let place = try #require(timetable.index(notBefore: day.at(9 * 60)))
    #expect(timetable.moments[place] == day.at(9 * 60 + 5))
    #expect(timetable.index(before: day.at(9 * 60)) == place - 1)
    #expect(timetable.index(before: timetable.days[0].at(0)) == nil)
    #expect(timetable.index(notBefore: day.at(21 * 60)) == nil)
  }
}
