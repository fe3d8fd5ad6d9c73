import Testing

@testable import Scheduling

@Suite struct HolidayLawTests {
  let law = HolidayTable.byLaw

  @Test(arguments: [
    // 1959, 1989, 1990, 1993, 2019: the imperial house.
    ("1959-04-10", "皇太子明仁親王の結婚の儀"), ("1989-02-24", "昭和天皇の大喪の礼"), ("1990-11-12", "即位礼正殿の儀"),
    ("1993-06-09", "皇太子徳仁親王の結婚の儀"), ("2019-05-01", "天皇の即位の日"), ("2019-10-22", "即位礼正殿の儀"),
    // The Olympic Games.
    ("2020-07-23", "海の日"), ("2020-07-24", "スポーツの日"), ("2020-08-10", "山の日"), ("2021-07-22", "海の日"),
    ("2021-07-23", "スポーツの日"), ("2021-08-08", "山の日"),
    // Happy Mondays and the days they replaced.
    ("1999-01-15", "成人の日"), ("2000-01-10", "成人の日"), ("2002-07-20", "海の日"), ("2003-07-21", "海の日"),
    ("2002-09-15", "敬老の日"), ("2003-09-15", "敬老の日"), ("1999-10-10", "体育の日"), ("2000-10-09", "体育の日"),
    ("2016-08-11", "山の日"), ("2022-10-10", "スポーツの日"),
    // The emperor's birthdays and what became of them.
    ("1988-04-29", "天皇誕生日"), ("1989-04-29", "みどりの日"), ("2007-04-29", "昭和の日"), ("2007-05-04", "みどりの日"),
    ("1989-12-23", "天皇誕生日"), ("2018-12-23", "天皇誕生日"), ("2020-02-23", "天皇誕生日"),
    ("1967-02-11", "建国記念の日"), ("1966-09-15", "敬老の日"), ("1966-10-10", "体育の日"),
  ])
  func `a day named by the law carries its name`(iso: String, name: String) throws {
    let holiday = try #require(law.holiday(on: try date(iso)))
    #expect(holiday.name == name)
    #expect(holiday.kind == .national)
  }

  @Test(arguments: [
    "1966-02-11", "1965-09-15", "1965-10-10", "2019-12-23", "2019-02-23", "2020-10-12", "2021-08-11", "2015-08-11",
    "1995-07-20", "2026-12-29", "2027-01-02", "2027-01-03", "1954-01-01", "2100-01-01",
  ])
  func `a day the law did not name that year is none`(iso: String) throws {
    #expect(!law.isHoliday(try date(iso)))
  }

  @Test func `a Sunday holiday moves since 1973-04-12, and since 2007 past further holidays`() throws {
    #expect(!law.isHoliday(try date("1973-02-12")))
    #expect(law.holiday(on: try date("1973-04-30"))?.kind == .substitute)
    #expect(law.holiday(on: try date("2026-05-06"))?.kind == .substitute)
    #expect(law.holiday(on: try date("2008-05-06"))?.kind == .substitute)
    #expect(law.holiday(on: try date("2021-08-09"))?.kind == .substitute)
  }

  @Test func `a day between two holidays is one since 1985-12-27, at first not on a Sunday or for a substitute`() throws
  {
    #expect(!law.isHoliday(try date("1985-05-04")))
    #expect(!law.isHoliday(try date("1986-05-04")))
    #expect(law.holiday(on: try date("1987-05-04"))?.kind == .substitute)
    #expect(law.holiday(on: try date("1988-05-04"))?.kind == .citizens)
    #expect(law.holiday(on: try date("2019-04-30"))?.kind == .citizens)
    #expect(law.holiday(on: try date("2019-05-02"))?.kind == .citizens)
  }

  @Test func `the next Septembers with a day between are 2026 and 2032`() throws {
    let years = (2016...2032).filter { year in
      law.holidays(in: year).contains { $0.kind == .citizens && $0.date.month == 9 }
    }
    #expect(years == [2026, 2032])
    #expect(law.holiday(on: try date("2026-09-22"))?.kind == .citizens)
    #expect(law.holiday(on: try date("2032-09-21"))?.kind == .citizens)
  }

  @Test(arguments: [
    ("1955-03-21", "1955-09-24"), ("1979-03-21", "1979-09-24"), ("1980-03-20", "1980-09-23"),
    ("2012-03-20", "2012-09-22"), ("2026-03-20", "2026-09-23"), ("2027-03-21", "2027-09-23"),
    ("2060-03-20", "2060-09-22"), ("2099-03-20", "2099-09-23"),
  ])
  func `the equinoxes fall on their days`(spring: String, autumn: String) throws {
    #expect(law.holiday(on: try date(spring))?.name == "春分の日")
    #expect(law.holiday(on: try date(autumn))?.name == "秋分の日")
  }

  @Test func `years that are not gazetted yet are provisional`() {
    #expect(law.holidays(in: 2027).allSatisfy { !$0.isProvisional })
    #expect(law.holidays(in: 2028).allSatisfy { $0.isProvisional })
    #expect(law.holidays(in: 1955).count == 9)
    #expect(law.holidays(in: 1954).isEmpty)
    #expect(law.holidays(in: 2100).isEmpty)
  }
}
