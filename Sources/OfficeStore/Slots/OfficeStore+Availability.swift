import Postgres
import Scheduling

/// A bookable slot, and how many bookings still fit.
public struct AvailableSlot: Sendable, Hashable {
  /// When.
  public let slot: Slot
  /// How many bookings still fit; 0 when it is full.
  public let free: Int
  /// The vendors that a licence is free of.
  public let vendors: [Vendor]
}

extension OfficeStore {
  /// The slots of a service in a range of days: those of the office's windows, less the past and what is past its
  /// cut-off; full ones are listed with 0. Expired holds do not count as taken.
  ///
  /// - Parameters:
  ///   - vendor: counts only what its licences allow.
  ///   - counselor: counts only this one.
  /// - Throws: `unknownService`; `unknownCounselor` for one who does not give the service.
  public func availability(
    of service: String, in range: AvailabilityRange, vendor: Vendor? = nil, counselor: CounselorID? = nil,
    _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [AvailableSlot] {
    let span = Slot(
      start: office.zone.instant(of: range.from, at: .midnight), end: office.zone.instant(of: range.to, at: .midnight))
    let statements = { (session: Session) in
      [OfficeService.minutes(of: service, in: session)] + OfficeRules.reading(in: session)
        + Supply.reading(service: service, during: span, in: session)
    }
    return try await read(caller, office, auditing: .nobody, statements) { session, results in
      let results = Array(results)
      guard let minutes = try results[0].first?.decode(0, as: Int.self) else { throw DomainError.unknownService }
      let rules = try OfficeRules(results[1...3], in: session)
      var supply = try Supply(results[4...])
      try supply.require(counselor)
      if let counselor { supply.counselors = [counselor] }
      if let vendor { supply.licences.removeAll { $0.vendor != vendor } }
      return rules.availability.slots(in: range, minutes: minutes, now: session.now).map { slot in
        let free = supply.free(in: slot)
        let vendors =
          free.capacity == 0
          ? []
          : rules.vendors.filter { vendor in
            free.licences.contains { $0.vendor == vendor }
          }
        return AvailableSlot(slot: slot, free: free.capacity, vendors: vendors)
      }
    }
  }
}
