import Foundation
import Postgres
import Scheduling

/// Takes a counselor, a room or a licence out of service for a span of time, against everybody who has or wants it.
///
/// What is awaited then goes elsewhere, or stays and becomes a task, or refuses; a session that is over is nobody's
/// concern. Where something stays the span has a gap, which `taken_times` keeps closed to others.
struct Vacating {
  let kind: Occupation.Kind
  let cause: UUID
  let resource: SessionResource
  /// Its name, for the tasks.
  var name = ""
  let span: Slot
  /// The span before a change: whoever was left there may stay.
  var before: Slot?
  /// Whether what is in the way goes elsewhere.
  let reassigns: Bool

  /// Takes the whole span from now on, around what stays.
  ///
  /// - Parameters:
  ///   - read: what `reading(in:)` found at the command's beginning, if it was asked.
  ///   - writes: everything that follows, in the same round trip.
  /// - Throws: `slotTaken` when a live allocation was read in the way, `busy` when others kept claiming for 150 ms.
  func run(
    _ read: QueryResult? = nil, in session: Session, writes: [Statement]
  ) async throws -> Rearrangement {
    var read = read
    return try await Contention.untilDecided { _ in
      let found = if let read { read } else { try await session.run([reading(in: session)])[0] }
      read = nil
      guard let plan = try await plan(try found.map(Obstacle.init(row:)), in: session) else { return nil }
      let stays = plan.stays.map(\.slot)
      let parts = span.from(session.now).subtracting(stays).flatMap { $0.dailyParts(in: session.office.zone) }
      let occupation = Occupation(
        kind: kind, parts: parts.map { .init(cause: cause, resource: resource, slot: $0) })
      let wanted = occupation.parts.map { ($0.resource, $0.slot) } + plan.moves.map { ($0.place, $0.obstacle.slot) }
      let claim = [
        Occupation.lock(wanted.map { ($0.0.uuid, $0.1) }, in: session),
        Occupation.clearExpiredHolds(wanted, in: session), Occupation.free([cause], in: session),
        plan.movingAllocations(in: session), occupation.insert(in: session),
      ]
      let follow = plan.movingBookings(because: (kind, cause), in: session) + [plan.tasks(note: note, in: session)]
      let results = try await session.attempt(claim + follow + writes) { results in
        let results = Array(results)
        return results[3].affectedRows == plan.moves.count && results[4].affectedRows == parts.count
      }
      return results == nil ? nil : plan.rearrangement
    }
  }

  /// Asks what is in the way.
  func reading(in session: Session) -> Statement {
    let wanted = Occupation.Part(cause: cause, resource: resource, slot: span.from(session.now))
    return Obstacle.reading([wanted], except: [cause], in: session)
  }

  /// What becomes of what was found; nil when more came into the way meanwhile. When something has to go, the bookings are
  /// locked in one order, and what is true then is what counts.
  private func plan(_ found: [Obstacle], in session: Session) async throws -> Rearranging? {
    try refuse(found)
    let locked = found.filter { $0.isAwaited && reassigns }.compactMap(\.booking?.id).withoutRepetitions()
    guard !locked.isEmpty else { return Rearranging(stays: found) }
    let zone = session.office.zone
    let days = Set(found.flatMap { $0.slot.days(in: zone) }).sorted().map { day in
      Slot(start: zone.instant(of: day, at: .midnight), end: zone.instant(of: day.adding(days: 1), at: .midnight))
    }
    let results = try await session.run([
      Rearranging.lock(locked, in: session), reading(in: session),
      Rearranging.candidates(besides: resource, in: session), Supply.taken(in: days, in: session),
    ])
    let obstacles = try results[1].map(Obstacle.init(row:))
    try refuse(obstacles)
    let awaited = obstacles.filter(\.isAwaited).compactMap(\.booking?.id)
    guard Set(awaited).isSubset(of: locked) else { return nil }
    return try Rearranging(obstacles, candidates: results[2], taken: results[3], in: zone)
  }

  /// Other reservations, absences and maintenances refuse; awaited bookings do unless they go elsewhere or were left
  /// before.
  private func refuse(_ obstacles: [Obstacle]) throws(DomainError) {
    let inTheWay = obstacles.filter { obstacle in
      guard obstacle.cause == nil else { return true }
      return obstacle.isAwaited && !reassigns && !(before?.overlaps(obstacle.slot) ?? false)
    }
    guard inTheWay.isEmpty else { throw inTheWay.refusal() }
  }

  /// What a task says about the one who is not there.
  private var note: String {
    switch resource {
    case .counselor: "相談員: \(name)"
    case .room: "個室ブース: \(name)"
    case .licence: "会議ライセンス: \(name)"
    }
  }
}
