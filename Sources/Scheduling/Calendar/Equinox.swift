/// The equinoxes as the National Astronomical Observatory predicts them, by the formula in common use for 1900…2099.
enum Equinox: Sendable {
  case vernal, autumnal

  func date(in year: Int) -> CivilDate? {
    let old = year < 1980
    let constant =
      switch self {
      case .vernal: old ? 20.8357 : 20.8431
      case .autumnal: old ? 23.2588 : 23.2488
      }
    let leapDays = (year - (old ? 1983 : 1980)) / 4
    let day = Int(constant + 0.242194 * Double(year - 1980) - Double(leapDays))
    return CivilDate(year: year, month: self == .vernal ? 3 : 9, day: day)
  }
}
