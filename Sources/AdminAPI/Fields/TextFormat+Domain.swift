import Scheduling

/// The formats of the counter's own values.
extension TextFormat where Value == Instant {
  /// RFC 3339 with an offset.
  static let instant = TextFormat.pattern("RFC 3339") { Instant(rfc3339: $0) }
}

extension TextFormat where Value == CivilDate {
  /// A day.
  public static let date = TextFormat.pattern("YYYY-MM-DD") { CivilDate(iso: $0) }
}

extension TextFormat where Value == Weekday {
  /// A day of the week by its English name.
  public static let weekday = TextFormat { (text) throws(FieldFault) in
    guard let weekday = Weekday(name: text) else { throw .unknownValue(Weekday.allCases.map(\.name)) }
    return weekday
  }
}

extension TextFormat where Value == OpeningWindow {
  /// A span of a day.
  public static let window = TextFormat.pattern("HH:MM-HH:MM") { OpeningWindow($0) }
}

extension TextFormat where Value == PersonName {
  /// A person's name.
  static let personName = TextFormat { (text) throws(FieldFault) in
    let line = try TextFormat<String>.line(PersonName.maxLength).parse(text)
    guard let name = PersonName(line) else { throw .invalidText }
    return name
  }
}

extension TextFormat where Value == String {
  /// フリガナ, converted to full-width katakana.
  static let kana = TextFormat { (text) throws(FieldFault) in
    let line = try TextFormat<String>.line(Kana.maxLength).parse(text)
    guard let kana = Kana.normalise(line) else { throw .invalidFormat("カタカナ") }
    return kana
  }

  /// A service's code; whether the office gives that service is the store's to say.
  public static let service = TextFormat.pattern("^[a-z][a-z0-9_]{0,39}$") { ServiceCode($0)?.text }
}

extension TextFormat where Value == ServiceCode {
  /// The code of a new service.
  static let serviceCode = TextFormat.pattern("^[a-z][a-z0-9_]{0,39}$") { ServiceCode($0) }
}

extension TextFormat where Value == JobSeekerNumber {
  /// 求職番号
  static let jobSeekerNumber = TextFormat.pattern("99999-99999999") { JobSeekerNumber(typed: $0) }
}

extension TextFormat where Value == ConfirmCutoff {
  /// A3
  static let confirmCutoff = TextFormat.pattern(
    "calendar_day_end | calendar_day_at HH:MM | previous_open_day_at HH:MM"
  ) { text in
    // 24:00 says the same as calendar_day_end and has no other spelling.
    text.hasSuffix("24:00") ? nil : ConfirmCutoff(text)
  }
}

extension TextFormat where Value == Channel {
  /// How a contact from outside a session reaches the office.
  static let contactChannel = TextFormat.choice(of: [Channel.myPage, .phone, .counter].map(\.rawValue))
}

extension TextFormat where Value == Instant {
  /// An instant, or a day of the office for the instant at which it begins.
  static func moment(in zone: OfficeZone) -> TextFormat {
    .pattern("YYYY-MM-DD | RFC 3339") { text in
      CivilDate(iso: text).map { zone.instant(of: $0, at: .midnight) } ?? Instant(rfc3339: text)
    }
  }
}

extension TextFormat {
  /// An id.
  static func id<Kind>() -> TextFormat where Value == Identifier<Kind> {
    .pattern("UUID") { Identifier<Kind>($0) }
  }
}
