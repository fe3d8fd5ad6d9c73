/// Which slots of an office are open to an offer: those of its windows, less the past and what is past its cut-off.
public struct Availability: Sendable {
  /// Hours, grid and zone of the office.
  public var rules: SlotRules
  /// The cut-off of article 6(1).
  public var confirmCutoff: ConfirmCutoff

  /// The availability of an office.
  public init(rules: SlotRules, confirmCutoff: ConfirmCutoff) {
    self.rules = rules
    self.confirmCutoff = confirmCutoff
  }

  /// The slots of `minutes` in the range whose cut-off lies after `now`, in order: none of them lies in the past, because
  /// no cut-off is later than its slot. Whether anybody is free then is the store's to say.
  public func slots(in range: AvailabilityRange, minutes: Int, now: Instant) -> [Slot] {
    range.days.flatMap { day in
      rules.slots(on: day, minutes: minutes).filter { !isPastCutoff($0.start, now: now) }
    }
  }

  /// Whether a slot's cut-off has passed; the limit itself counts as passed.
  func isPastCutoff(_ start: Instant, now: Instant) -> Bool {
    now >= confirmCutoff.instant(forSlotAt: start, calendar: rules.calendar, zone: rules.zone)
  }
}
