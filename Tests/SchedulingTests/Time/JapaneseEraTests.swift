import Scheduling
import Testing

struct JapaneseEraTests {
  @Test(arguments: [
    ("2023-01-16", "令和5年1月16日"), ("2019-05-01", "令和元年5月1日"), ("2019-04-30", "平成31年4月30日"),
    ("2020-01-01", "令和2年1月1日"), ("1989-01-08", "平成元年1月8日"), ("1989-01-07", "昭和64年1月7日"),
    ("1926-12-25", "昭和元年12月25日"), ("1926-12-24", "大正15年12月24日"), ("1912-07-30", "大正元年7月30日"),
    ("1912-07-29", "明治45年7月29日"), ("1900-01-01", "明治33年1月1日"), ("2200-12-31", "令和182年12月31日"),
  ])
  func `a day is dated by its era, whose first year is 元年`(iso: String, dated: String) throws {
    #expect(try #require(CivilDate(iso: iso)).inJapaneseEra == dated)
  }

  @Test func `western years are written out`() throws {
    #expect(try #require(CivilDate(iso: "2023-01-06")).inWesternYears == "2023年1月6日")
  }

  @Test func `every day has an era, and years never go back within one`() throws {
    var (era, year) = (JapaneseEra.meiji, 0)
    var wrong: [CivilDate] = []
    for day in -25_567...84_370 {
      let date = CivilDate(daysSinceEpoch: day)
      let next = JapaneseEra(of: date)
      let isRight = next == era ? next.year(of: date) >= year : next.year(of: date) == 1
      if !isRight { wrong.append(date) }
      (era, year) = (next, next.year(of: date))
    }
    #expect(wrong.isEmpty)
  }
}
