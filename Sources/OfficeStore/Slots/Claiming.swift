import Postgres
import Scheduling

/// Takes slots for one booking, against everybody else who wants them: try-locks, expired holds out of the way, the
/// claim, and all that follows from it, in one round trip an attempt.
struct Claiming {
  /// Attempts with different resources before looking again at what is free.
  private static let ways = 4

  let booking: BookingID
  let seeker: Booking.Seeker
  let slots: [Slot]
  let vendor: Vendor
  /// The counselor who is taken wherever free.
  var wished: CounselorID?
  /// The hold's deadline; nil claims for the session itself.
  var expiresAt: Instant?

  init(for booking: Booking, slots: [Slot], vendor: Vendor, wished: CounselorID? = nil, expiresAt: Instant? = nil) {
    self.init(
      booking: booking.id, seeker: booking.seeker, slots: slots, vendor: vendor,
      wished: wished ?? booking.wishedCounselor, expiresAt: expiresAt)
  }

  init(
    booking: BookingID, seeker: Booking.Seeker, slots: [Slot], vendor: Vendor, wished: CounselorID?,
    expiresAt: Instant? = nil
  ) {
    self.booking = booking
    self.seeker = seeker
    self.slots = slots
    self.vendor = vendor
    self.wished = wished
    self.expiresAt = expiresAt
  }

  /// Claims every slot or none. What the booking had before gives way, and stays when the claim fails.
  ///
  /// - Parameters:
  ///   - supply: what was read at the command's beginning.
  ///   - before: what must be there before the claim can be, in the same round trip.
  ///   - writes: everything that follows from the claim, in the same round trip.
  /// - Returns: the results of `writes`.
  /// - Throws: `slotTaken` or `seekerBusy` when a live allocation was read in the way, `noResources` when the office has
  ///   nothing to hold the session with, `busy` when others kept claiming for 150 ms.
  func run(
    _ supply: Supply, in session: Session, before: ([Claim]) -> [Statement] = { _ in [] },
    writes: ([Claim]) -> [Statement]
  ) async throws -> ArraySlice<QueryResult> {
    var supply = supply
    return try await Contention.untilDecided { isFirst in
      if !isFirst { supply = try await look(again: supply, in: session) }
      for claims in try candidates(in: supply) {
        let claim =
          [lock(claims, in: session), freeOwn(in: session), clearExpiredHolds(claims, in: session)] + before(claims)
          + [insert(claims, in: session)]
        let results = try await session.attempt(claim + writes(claims)) { results in
          results[results.startIndex + claim.count - 1].affectedRows == claims.count
        }
        if let results { return results.dropFirst(claim.count) }
      }
      return nil
    }
  }

  /// The ways in which the slots could be taken by what was read; at least one, or the reason why there is none.
  @discardableResult
  func candidates(in supply: Supply) throws(DomainError) -> [[Claim]] {
    var supply = supply
    supply.taken.removeAll { $0.booking == booking }
    guard !supply.lacksResources(for: vendor) else { throw .noResources }
    guard !supply.isBusy(seeker.id, in: slots) else { throw .seekerBusy }
    let candidates = supply.claims(for: slots, vendor: vendor, wishing: wished, seed: seed, limit: Self.ways)
    guard !candidates.isEmpty else { throw .slotTaken(bookings: []) }
    return candidates
  }

  /// Spreads simultaneous claims over what is equally good, the same way whenever the same person asks (FNV-1a).
  private var seed: UInt64 {
    (seeker.jobSeekerNumber ?? booking.description).utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
  }

  private func look(again supply: Supply, in session: Session) async throws -> Supply {
    var supply = supply
    let results = try await session.run(Supply.readingTaken(in: slots, except: booking, in: session))
    try supply.readTaken(results[...])
    return supply
  }
}
