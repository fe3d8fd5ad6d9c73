extension HolidayRule {
  /// The laws line by line: 1948 with its amendments, and the laws for single years and imperial events.
  static let all: [HolidayRule] = annual + singleYears

  private static let annual: [HolidayRule] = [
    .init(name: "元日", years: 1949...2099, day: .fixed(month: 1, day: 1)),
    .init(name: "成人の日", years: 1949...1999, day: .fixed(month: 1, day: 15)),
    .init(name: "成人の日", years: 2000...2099, day: .monday(2, month: 1)),
    .init(name: "建国記念の日", years: 1967...2099, day: .fixed(month: 2, day: 11)),
    .init(name: "天皇誕生日", years: 2020...2099, day: .fixed(month: 2, day: 23)),
    .init(name: "春分の日", years: 1949...2099, day: .equinox(.vernal)),
    .init(name: "天皇誕生日", years: 1949...1988, day: .fixed(month: 4, day: 29)),
    .init(name: "みどりの日", years: 1989...2006, day: .fixed(month: 4, day: 29)),
    .init(name: "昭和の日", years: 2007...2099, day: .fixed(month: 4, day: 29)),
    .init(name: "憲法記念日", years: 1949...2099, day: .fixed(month: 5, day: 3)),
    .init(name: "みどりの日", years: 2007...2099, day: .fixed(month: 5, day: 4)),
    .init(name: "こどもの日", years: 1949...2099, day: .fixed(month: 5, day: 5)),
    .init(name: "海の日", years: 1996...2002, day: .fixed(month: 7, day: 20)),
    .init(name: "海の日", years: 2003...2099, exceptYears: [2020, 2021], day: .monday(3, month: 7)),
    .init(name: "山の日", years: 2016...2099, exceptYears: [2020, 2021], day: .fixed(month: 8, day: 11)),
    .init(name: "敬老の日", years: 1966...2002, day: .fixed(month: 9, day: 15)),
    .init(name: "敬老の日", years: 2003...2099, day: .monday(3, month: 9)),
    .init(name: "秋分の日", years: 1948...2099, day: .equinox(.autumnal)),
    .init(name: "体育の日", years: 1966...1999, day: .fixed(month: 10, day: 10)),
    .init(name: "体育の日", years: 2000...2019, day: .monday(2, month: 10)),
    .init(name: "スポーツの日", years: 2022...2099, day: .monday(2, month: 10)),
    .init(name: "文化の日", years: 1948...2099, day: .fixed(month: 11, day: 3)),
    .init(name: "勤労感謝の日", years: 1948...2099, day: .fixed(month: 11, day: 23)),
    .init(name: "天皇誕生日", years: 1989...2018, day: .fixed(month: 12, day: 23)),
  ]

  private static let singleYears: [HolidayRule] = [
    .init(name: "皇太子明仁親王の結婚の儀", years: 1959...1959, day: .fixed(month: 4, day: 10)),
    .init(name: "昭和天皇の大喪の礼", years: 1989...1989, day: .fixed(month: 2, day: 24)),
    .init(name: "即位礼正殿の儀", years: 1990...1990, day: .fixed(month: 11, day: 12)),
    .init(name: "皇太子徳仁親王の結婚の儀", years: 1993...1993, day: .fixed(month: 6, day: 9)),
    .init(name: "天皇の即位の日", years: 2019...2019, day: .fixed(month: 5, day: 1)),
    .init(name: "即位礼正殿の儀", years: 2019...2019, day: .fixed(month: 10, day: 22)),
    // 令和2年と3年: moved for the Olympic and Paralympic Games (平成三十二年東京オリンピック…特別措置法).
    .init(name: "海の日", years: 2020...2020, day: .fixed(month: 7, day: 23)),
    .init(name: "スポーツの日", years: 2020...2020, day: .fixed(month: 7, day: 24)),
    .init(name: "山の日", years: 2020...2020, day: .fixed(month: 8, day: 10)),
    .init(name: "海の日", years: 2021...2021, day: .fixed(month: 7, day: 22)),
    .init(name: "スポーツの日", years: 2021...2021, day: .fixed(month: 7, day: 23)),
    .init(name: "山の日", years: 2021...2021, day: .fixed(month: 8, day: 8)),
  ]
}
