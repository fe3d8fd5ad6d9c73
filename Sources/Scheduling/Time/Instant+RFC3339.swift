extension Instant {
  /// Reads a date-time of RFC 3339, section 5.6, strictly.
  ///
  /// An offset is required (`Z`, `z` or `±HH:MM`), `T` may be lower case, a fraction has one to six digits: more are
  /// refused, because they could not be given back. A leap second (`:60`) and years outside 1900…2200 are refused.
  public init?(rfc3339 text: String) {
    var scanner = FieldScanner(text)
    guard
      let year = scanner.number(digits: 4), scanner.skip("-"),
      let month = scanner.number(digits: 2), scanner.skip("-"),
      let day = scanner.number(digits: 2), scanner.skip("T", or: "t"),
      let hour = scanner.number(digits: 2), scanner.skip(":"),
      let minute = scanner.number(digits: 2), scanner.skip(":"),
      let second = scanner.number(digits: 2),
      let date = CivilDate(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60,
      let fraction = scanner.fraction(),
      let offset = scanner.offsetMinutes(), scanner.isAtEnd
    else { return nil }
    let minutes = date.daysSinceEpoch * 1440 + hour * 60 + minute - offset
    microseconds = Int64(minutes * 60 + second) * 1_000_000 + Int64(fraction)
  }

  /// The instant as RFC 3339 in the zone's local time, `2026-09-17T09:00:00+09:00`; a fraction only when there is one.
  ///
  /// RFC 3339 knows offsets of whole minutes only: where a zone's historical offset has seconds, they are dropped from
  /// the offset and from the local time alike, so the text still names this very instant.
  public func rfc3339(in zone: OfficeZone) -> String {
    let offsetMinutes = zone.offsetSeconds(at: self) / 60
    let sign = offsetMinutes < 0 ? "-" : "+"
    let (hours, minutes) = abs(offsetMinutes).quotientAndRemainder(dividingBy: 60)
    return rfc3339Local(offsetMinutes: offsetMinutes) + "\(sign)\(hours.padded(to: 2)):\(minutes.padded(to: 2))"
  }

  /// The instant as RFC 3339 in UTC, `2026-09-17T00:00:00Z`; a fraction only when there is one.
  public var rfc3339UTC: String {
    rfc3339Local(offsetMinutes: 0) + "Z"
  }

  private func rfc3339Local(offsetMinutes: Int) -> String {
    let local = adding(minutes: offsetMinutes)
    let days = local.secondsSinceEpoch.flooredQuotient(by: 86_400)
    let second = Int(local.secondsSinceEpoch - days * 86_400)
    let date = CivilDate(daysSinceEpoch: Int(days))
    let clock = [second / 3600, second / 60 % 60, second % 60].map { $0.padded(to: 2) }.joined(separator: ":")
    return "\(date.iso)T\(clock)\(local.fractionText)"
  }

  private var fractionText: String {
    let fraction = microseconds - microseconds.flooredQuotient(by: 1_000_000) * 1_000_000
    guard fraction != 0 else { return "" }
    var digits = Int(fraction).padded(to: 6)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }
}

extension FieldScanner {
  /// Microseconds: 0 without a fraction, nil when it has no digit or more than six.
  fileprivate mutating func fraction() -> Int? {
    guard skip(".") else { return 0 }
    let digits = digitRun()
    guard (1...6).contains(digits.count) else { return nil }
    return digits.reduce(0) { $0 * 10 + $1 } * [100_000, 10_000, 1_000, 100, 10, 1][digits.count - 1]
  }

  /// Minutes east of UTC.
  fileprivate mutating func offsetMinutes() -> Int? {
    if skip("Z", or: "z") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2), hours < 24, minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
