/// Until when an offer can be answered (article 6(4), setting A4).
public enum OfferDeadline {
  /// The earlier of the cut-off of the earliest offered slot and the end of the n-th open day after the offer's day,
  /// n being the policy's reply term.
  ///
  /// When a supervisor overrode the cut-off it is the earliest slot's start instead. Without slots only the reply term
  /// counts. The deadline is exclusive: an answer at that very instant is late.
  public static func of(
    offeredAt: Instant, slots: [Slot], policy: OfficePolicy, calendar: BusinessCalendar, zone: OfficeZone,
    cutoffOverridden: Bool = false
  ) -> Instant {
    let offerDay = zone.localDate(of: offeredAt)
    let lastReplyDay = calendar.openDay(policy.offerReplyOpenDays, after: offerDay)
    let replyTermEnd = zone.instant(of: lastReplyDay, at: .endOfDay)
    guard let earliest = slots.map(\.start).min() else { return replyTermEnd }
    if cutoffOverridden { return earliest }
    return min(policy.confirmCutoff.instant(forSlotAt: earliest, calendar: calendar, zone: zone), replyTermEnd)
  }
}
