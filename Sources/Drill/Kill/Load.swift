import Foundation
import NIOConcurrencyHelpers
import Stage

/// Applications that are carried to their confirmation, 16 at a time, whatever happens to the service meanwhile.
///
/// Every request carries an Idempotency-Key and is sent again until it is answered, as a careful client does: so each
/// booking ends confirmed exactly once, although connections broke and nobody knew whether a commit had come through.
struct Load: Sendable {
  static let connections = 16

  let office: DrillOffice
  let ledger: Ledger
  let starts: [String]
  private let isOver = NIOLockedValueBox(false)

  init(office: DrillOffice, ledger: Ledger, starts: [String]) {
    self.office = office
    self.ledger = ledger
    self.starts = starts
  }

  /// Lets what has begun come to its end.
  func end() { isOver.withLockedValue { $0 = true } }

  func run() async throws {
    _ = try await inParallel(Self.connections, starts) { start in
      guard !isOver.withLockedValue({ $0 }) else { return }
      guard let id = await persist(201, "bookings", office.application(wishing: start)),
        await persist(200, "bookings/\(id)/offer", DrillOffice.offer(start)) != nil,
        await persist(200, "bookings/\(id)/confirm", DrillOffice.confirmation(start)) != nil
      else { return }
      await ledger.note(confirmed: id)
    }
  }

  /// Sends the same request until it is answered for good; nil when the answer is not the one that is right.
  private func persist(_ status: Int, _ path: String, _ body: String) async -> UUID? {
    let key = UUID().uuidString
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(120), !Task.isCancelled {
      let answer = await office.send("POST", path, body, key: key)
      if let answer, answer.status == status { return try? answer.decode(PreparedBooking.Reference.self).id }
      let summary = answer?.summary ?? "no connection"
      await ledger.note(refusal: summary)
      switch (answer?.status, answer?.code) {
      case (nil, _): break
      case (503?, _), (409?, "request_in_progress"?):
        if answer?.retryAfter == nil { await ledger.note(violation: "\(summary) without Retry-After") }
      default:
        await ledger.note(violation: "\(path.split(separator: "/").last ?? ""): \(summary)")
        return nil
      }
      try? await Task.sleep(for: .milliseconds(Int64.random(in: 10...50)))
    }
    await ledger.note(violation: "\(path.split(separator: "/").last ?? ""): no answer for good in 120 s")
    return nil
  }
}
