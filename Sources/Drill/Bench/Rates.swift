import Stage

/// Confirmations per second over HTTP.
struct ConfirmRate {
  let office: DrillOffice
  let connections: Int

  /// A booking that was offered each start.
  func prepare(_ starts: [String]) async throws -> [PreparedBooking] {
    try await inParallel(connections, starts) { [office] in try await office.offered($0) }
  }

  func measure(_ bookings: [PreparedBooking]) async throws -> Double {
    let start = ContinuousClock.now
    _ = try await inParallel(connections, bookings) { [office] booking in
      let answer = await office.send(
        "POST", "bookings/\(booking.id)/confirm", DrillOffice.confirmation(booking.start))
      guard answer?.status == 200 else { throw DrillError("confirm: \(answer?.summary ?? "no answer")") }
    }
    return Double(bookings.count) / (ContinuousClock.now - start).seconds
  }
}

/// Health checks per second over HTTP: what the service answers without a database.
enum HealthRate {
  static func measure(_ client: Client, connections: Int, each count: Int) async throws -> Double {
    let start = ContinuousClock.now
    _ = try await inParallel(connections, Array(0..<connections * count)) { _ in
      guard await client.send("GET", "/healthz")?.status == 200 else { throw DrillError("healthz failed") }
    }
    return Double(connections * count) / (ContinuousClock.now - start).seconds
  }
}
