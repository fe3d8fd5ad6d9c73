import Foundation
import Stage

extension MixedContest {
  /// What is wrong with a race that ended so; empty when nothing is.
  ///
  /// What is taken of the slot is never given back in such a race: the booking that was there takes one thing before it
  /// leaves another. So whoever was told `slot_taken` must find it taken in the end too.
  func violations(_ finishes: [Finish], in database: Database) async throws -> [String] {
    let taken = try await database.taken(office.code, target.start)
    let outcomes = zip(racers, finishes)
    var violations: [String] = []
    for (racer, finish) in outcomes {
      if finish.hasWon {
        if !has(racer, in: taken) { violations.append("\(racer.name) won and has nothing") }
      } else if finish.answer != Finish.lost {
        violations.append("\(racer.name): \(finish.answer)")
      } else if isFree(for: racer, taken) {
        violations.append("\(racer.name) lost what stayed free")
      }
    }
    let winners = outcomes.filter { $1.hasWon }.map(\.0)
    if winners.isEmpty { violations.append("nobody won") }
    if winners.count(where: { $0.part == nil }) > 1 { violations.append("two bookings won") }
    for part in [Racer.Part.counselor, .room] where winners.count(where: { $0.part == part }) > 1 {
      violations.append("two won the \(part.rawValue)")
    }
    violations += try await losses(outcomes.filter { !$1.hasWon }.map(\.0), in: database)
    return violations
  }

  /// Whether a winner has what it won.
  private func has(_ racer: Racer, in taken: [Taken]) -> Bool {
    switch racer.move {
    case .confirm(let id), .reschedule(let id, _): taken.contains { $0.kind == "session" && $0.booking == id }
    case .reassign(let id, .counselor): taken.contains { $0.booking == id && $0.counselor == target.counselor }
    case .reassign(let id, .room): taken.contains { $0.booking == id && $0.room == target.room }
    case .reserve: taken.contains { $0.kind == "reservation" && $0.room == target.room }
    case .absence: taken.contains { $0.kind == "absence" && $0.counselor == target.counselor }
    }
  }

  private func isFree(for racer: Racer, _ taken: [Taken]) -> Bool {
    switch racer.part {
    case .counselor: !taken.contains { $0.counselor == target.counselor }
    case .room: !taken.contains { $0.room == target.room }
    case nil:
      [taken.compactMap(\.counselor), taken.compactMap(\.room), taken.compactMap(\.licence)].allSatisfy {
        Set($0).count < office.capacity
      }
    }
  }

  /// What is wrong with bookings that lost: they are as they were, with what they had.
  private func losses(_ losers: [Racer], in database: Database) async throws -> [String] {
    var violations: [String] = []
    var confirming: [UUID] = []
    for racer in losers {
      switch racer.move {
      case .confirm(let id): confirming.append(id)
      case .reschedule(let id, let from):
        let stays = try await database.taken(office.code, from).contains { $0.kind == "session" && $0.booking == id }
        if !stays { violations.append("a booking that could not move lost what it had") }
      case .reassign, .reserve, .absence: break
      }
    }
    let statuses = try await database.statuses(of: confirming)
    if !confirming.isEmpty, statuses != ["offered": confirming.count] {
      violations.append("statuses of those who lost: \(statuses)")
    }
    return violations
  }
}
