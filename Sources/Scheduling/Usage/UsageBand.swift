/// 時間帯: an hour of a local day, as close as a record of use says when it was (article 7(1)).
public struct UsageBand: Sendable, Hashable {
  /// The hours of a day.
  public static let hours = 0...23

  /// The local day.
  public var date: CivilDate
  /// The hour, 0…23.
  public var hour: Int

  /// An hour of a day.
  public init(date: CivilDate, hour: Int) {
    self.date = date
    self.hour = hour
  }

  /// Whether it has begun: what is recorded was used already.
  public func hasBegun(at now: Instant, in zone: OfficeZone) -> Bool {
    let local = zone.timeOfDay(of: now)
    let today = zone.localDate(of: now)
    return date < today || date == today && hour <= local.minutes / 60
  }
}
