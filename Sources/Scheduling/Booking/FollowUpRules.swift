/// Whether a next session can be booked from one (article 6(5)).
public enum FollowUpRules {
  /// In a running session, whenever it began; after one that was held on this local day.
  public static func allows(_ status: BookingStatus, sessionAt start: Instant, now: Instant, zone: OfficeZone) -> Bool {
    switch status {
    case .inSession: true
    case .held: zone.localDate(of: start) == zone.localDate(of: now)
    default: false
    }
  }
}
