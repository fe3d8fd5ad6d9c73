import Stage

/// Requests per second of an office's mixed day over HTTP: each application is carried to its confirmation, with the reads
/// that a counselor makes on the way. `apply.sql`, `offer.sql` and `confirm.sql` are the same for pgbench.
struct DayRate {
  /// Requests for one application.
  static let requests = 6

  let office: DrillOffice
  let connections: Int

  func measure(_ starts: [String]) async throws -> Double {
    let start = ContinuousClock.now
    _ = try await inParallel(connections, starts) { [office] start in
      let day = start.prefix(10)
      try await office.expect(
        200, "GET", "availability?service=consultation&from=2026-09-17&to=2026-09-24")
      let booking = try await office.apply(for: start)
      try await office.expect(200, "GET", "bookings?from=\(day)T00:00:00%2B09:00&to=\(day)T23:59:59%2B09:00")
      try await office.expect(200, "POST", "bookings/\(booking.id)/offer", DrillOffice.offer(start))
      try await office.expect(200, "GET", "bookings/\(booking.id)")
      try await office.expect(200, "POST", "bookings/\(booking.id)/confirm", DrillOffice.confirmation(start))
    }
    return Double(starts.count * Self.requests) / (ContinuousClock.now - start).seconds
  }
}
