import Foundation
import Stage

/// Many who want one slot, all at once.
struct Contest {
  /// What each racer sends last.
  enum Step: String {
    /// Bookings that were offered the same slot confirm it; offers hold nothing.
    case confirm
    /// Bookings that were received are offered the same slot; offers hold it.
    case offer
  }

  let step: Step
  let office: DrillOffice
  let bookings: [PreparedBooking]

  /// Makes the bookings and brings each to where the race begins.
  static func prepare(_ step: Step, _ office: DrillOffice, start: String, racers: Int) async throws -> Contest {
    let bookings = try await inParallel(racers, Array(repeating: start, count: racers)) { start in
      step == .confirm ? try await office.offered(start) : try await office.apply(for: start)
    }
    return Contest(step: step, office: office, bookings: bookings)
  }

  /// All at once.
  func run() async throws -> [Finish] {
    try await inParallel(bookings.count, bookings) { [step, office] booking in
      let body = step == .confirm ? DrillOffice.confirmation(booking.start) : DrillOffice.offer(booking.start)
      return try await office.race("bookings/\(booking.id)/\(step.rawValue)", body)
    }
  }

  /// What is wrong with a race that ended so; empty when nothing is.
  func violations(_ finishes: [Finish], in database: Database) async throws -> [String] {
    var violations: [String] = []
    let winners = finishes.count { $0.hasWon }
    if winners != 1 { violations.append("\(winners) winners") }
    for (answer, count) in finishes.counted where answer != "200" && answer != Finish.lost {
      violations.append("\(count) × \(answer)")
    }
    let (won, stayed) = step == .confirm ? ("confirmed", "offered") : ("offered", "received")
    let statuses = try await database.statuses(of: bookings.map(\.id))
    if statuses != [won: 1, stayed: bookings.count - 1] { violations.append("statuses afterwards: \(statuses)") }
    return violations
  }
}
