/// Which times may stand in an offer (article 6(3), first half).
public enum OfferRules {
  /// The slots of an offer, sorted, if each of them may be offered at `now`.
  ///
  /// Judged in this order: how many (at least one: `notOffered` for none), each start (`slot` with its index), each
  /// cut-off, overlaps. A waived rule is not judged.
  public static func slots(
    startingAt starts: [Instant], minutes: Int, policy: OfficePolicy, availability: Availability, now: Instant,
    waiving waived: Set<OverrideRule> = []
  ) throws(DomainError) -> [Slot] {
    guard !starts.isEmpty else { throw .notOffered }
    guard starts.count <= policy.maxCandidates else { throw .tooManyCandidates(max: policy.maxCandidates) }
    for (index, start) in starts.enumerated() {
      try availability.check(start: start, minutes: minutes, now: now, index: index, waiving: waived)
    }
    let slots = starts.map { Slot(start: $0, minutes: minutes) }.sorted()
    guard !Slot.anyOverlap(slots) else { throw .overlappingSlots }
    return slots
  }

  /// Throws `declarationMissing` with the first thing an applicant does not have (article 2(2)).
  public static func check(_ declarations: Declarations) throws(DomainError) {
    if let item = declarations.missing.first { throw .declarationMissing(item) }
  }
}

extension Availability {
  /// Judges one start for an offer, a follow-up or a reschedule: `slot` with that index, then `pastCutoff`.
  public func check(
    start: Instant, minutes: Int, now: Instant, index: Int = 0, waiving waived: Set<OverrideRule> = []
  ) throws(DomainError) {
    do {
      try rules.check(start: start, minutes: minutes, now: now, waiving: waived)
    } catch {
      throw .slot(error, index: index)
    }
    guard waived.contains(.confirmCutoff) || !isPastCutoff(start, now: now) else { throw .pastCutoff }
  }
}
