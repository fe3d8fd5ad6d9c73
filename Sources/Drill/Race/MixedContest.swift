import Foundation
import Scheduling
import Stage

/// All who may want a slot at once, in an office that has two of everything. One booking has half of it already; the other
/// half is what everybody wants: as a booking, or only its room or its counselor.
struct MixedContest {
  /// The slot, and what is free of it when the race begins.
  struct Target: Sendable {
    let start: String
    let end: String
    let counselor: UUID
    let room: UUID

    func free(_ part: Racer.Part) -> UUID { part == .counselor ? counselor : room }
  }

  /// Slots that one contest uses up besides its own: where the bookings to be moved come from.
  static let spares = 6

  let office: DrillOffice
  let target: Target
  let racers: [Racer]

  private struct Confirmed: Decodable {
    struct Named: Decodable { let id: UUID }
    let counselor: Named
    let room: Named
  }

  private struct Listed: Decodable {
    let items: [Confirmed.Named]
  }

  /// Brings everybody to where the race begins.
  static func prepare(
    _ office: DrillOffice, start: String, spares: [String], racers count: Int
  ) async throws -> MixedContest {
    guard let instant = Instant(rfc3339: start) else { throw StageError("\(start) is no instant") }
    let holder = try await office.offered(start)
    let confirmed = try await office.expect(
      200, "POST", "bookings/\(holder.id)/confirm", DrillOffice.confirmation(start)
    ).decode(Confirmed.self)
    let target = Target(
      start: start, end: instant.adding(minutes: 30).rfc3339UTC,
      counselor: try await other(than: confirmed.counselor.id, "counselors", of: office),
      room: try await other(than: confirmed.room.id, "rooms", of: office))

    var racers: [Racer] = [.reassign(holder.id, .counselor), .reassign(holder.id, .room)].map(Racer.init)
    racers += Array(repeating: Racer(move: .reserve), count: 4) + Array(repeating: Racer(move: .absence), count: 4)
    racers += try await inParallel(spares.count, spares) { from in
      let booking = try await office.offered(from)
      try await office.expect(200, "POST", "bookings/\(booking.id)/confirm", DrillOffice.confirmation(from))
      return Racer(move: .reschedule(booking.id, from: from))
    }
    let confirmers = Array(repeating: start, count: max(1, count - racers.count))
    racers += try await inParallel(confirmers.count, confirmers) { start in
      Racer(move: .confirm(try await office.offered(start).id))
    }
    return MixedContest(office: office, target: target, racers: racers.shuffled())
  }

  private static func other(than id: UUID, _ collection: String, of office: DrillOffice) async throws -> UUID {
    let all = try await office.expect(200, "GET", collection).decode(Listed.self).items.map(\.id)
    guard all.count == 2, let other = all.first(where: { $0 != id }) else {
      throw StageError("the office has \(all.count) \(collection), not two")
    }
    return other
  }

  /// All at once.
  func run() async throws -> [Finish] {
    try await inParallel(racers.count, racers) { [office, target] racer in
      let (path, body) = racer.request(for: target)
      return try await office.race(path, body)
    }
  }
}
