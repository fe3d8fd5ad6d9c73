extension BusinessCalendar {
  /// The first open day after `date`.
  public func nextOpenDay(after date: CivilDate) -> CivilDate {
    step(from: date, by: 1)
  }

  /// The last open day before `date`.
  public func previousOpenDay(before date: CivilDate) -> CivilDate {
    step(from: date, by: -1)
  }

  /// The n-th open day after `date`; `date` itself for n below 1.
  public func openDay(_ n: Int, after date: CivilDate) -> CivilDate {
    var day = date
    for _ in 0..<max(0, n) { day = nextOpenDay(after: day) }
    return day
  }

  /// The open days of a span, in order.
  public func openDays(in days: Range<CivilDate>) -> [CivilDate] {
    (days.lowerBound.daysSinceEpoch..<days.upperBound.daysSinceEpoch)
      .lazy.map(CivilDate.init(daysSinceEpoch:)).filter(isOpenDay)
  }

  /// The open days of a 年度, in order.
  public func openDays(in fiscalYear: FiscalYear) -> [CivilDate] {
    openDays(in: fiscalYear.days)
  }

  // Ends: closures are a finite set, and apart from them every week of every year but one has an open day.
  private func step(from date: CivilDate, by days: Int) -> CivilDate {
    var day = date.adding(days: days)
    while !isOpenDay(day) { day = day.adding(days: days) }
    return day
  }
}
