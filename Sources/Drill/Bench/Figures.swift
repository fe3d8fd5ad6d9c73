import Foundation
import Stage

/// What was measured, round by round.
struct Figures {
  /// The first marks; they are raised when they are met.
  private enum Mark {
    static let confirmsToPgbench = 0.5
    static let losers = Duration.milliseconds(50)
    static let deadlocks = 0
    static let growth = 1.3
    static let dayToPgbench = 0.5
  }

  var confirms: [Double] = []
  var pgbench: [Double] = []
  var health: [Double] = []
  private var races = 0
  private var winners = 0
  private var busy = 0
  private var answers: [String: Int] = [:]
  private var losses: [Duration] = []
  var deadlocks = 0
  /// KiB.
  var memory = 0
  /// Requests a second.
  var day: [Double] = []
  var dayOfPgbench: [Double] = []
  /// Messages a second.
  var relay: [Double] = []
  var posts: [Double] = []
  /// By what was asked.
  var growth: [(question: String, times: Growth.Times)] = []
  /// Bookings of the small and the large deployment.
  var bookings = (small: 0, large: 0)

  mutating func add(_ race: [Finish]) {
    races += 1
    winners += race.count { $0.hasWon }
    busy += race.map(\.busy).reduce(0, +)
    answers.merge(race.counted, uniquingKeysWith: +)
    losses += race.filter { !$0.hasWon }.map(\.time)
  }

  var table: String {
    // pairs of one round share the weather
    let toPgbench = zip(confirms, pgbench).map { $0 / $1 }.median
    let toHealth = zip(confirms, health).map { $0 / $1 }.median
    let p99 = losses.percentile(99)
    var table = Table(["what", "median", "lowest", "highest", "mark"])
    add(confirms, "(1) confirmations/s over HTTP", to: &table)
    add(pgbench, "(2) pgbench, same statements, /s", to: &table)
    add(health, "(3) health checks/s over HTTP", to: &table)
    table.add("(1)/(2)", number(toPgbench, 2), "", "", verdict(toPgbench >= Mark.confirmsToPgbench, "≥ 0.5"))
    table.add("(1)/(3)", number(toHealth, 2), "", "", "")
    table.add("(4) races, winners", "\(races), \(winners)", "", "", verdict(winners == races, "one each"))
    for (answer, count) in answers.sorted(by: { $0.key < $1.key }) {
      table.add("    \(answer)", "\(count)", "", "", "")
    }
    table.add("    503 busy, tried again", "\(busy)", "", "", "")
    table.add("    losers' latency p50", losses.percentile(50).inMilliseconds, "", "", "")
    table.add("    losers' latency p99", p99.inMilliseconds, "", "", verdict(p99 <= Mark.losers, "≤ 50 ms"))
    table.add("    deadlocks", "\(deadlocks)", "", "", verdict(deadlocks == Mark.deadlocks, "0"))
    table.add("service's resident memory", "\(memory / 1024) MiB", "", "", "")
    for (question, times) in growth { add(question, times, to: &table) }
    let dayRatio = zip(day, dayOfPgbench).map { $0 / $1 }.median
    add(day, "(7) requests/s of a mixed day, HTTP", to: &table)
    add(dayOfPgbench, "(8) pgbench, same statements, /s", to: &table)
    table.add("(7)/(8)", number(dayRatio, 2), "", "", verdict(dayRatio >= Mark.dayToPgbench, "≥ 0.5"))
    add(relay, "(9) messages/s through a relay", to: &table)
    add(posts, "(10) the same posts by the same client, /s", to: &table)
    table.add("(9)/(10)", number(zip(relay, posts).map { $0 / $1 }.median, 2), "", "", "")
    return table.text
  }

  private func add(_ question: String, _ times: Growth.Times, to table: inout Table) {
    for (name, all) in [("\(question), of \(bookings.small)", times.small), ("    of \(bookings.large)", times.large)] {
      let ends = (all.min() ?? .zero, all.max() ?? .zero)
      table.add(name, all.percentile(50).inMilliseconds, ends.0.inMilliseconds, ends.1.inMilliseconds, "")
    }
    table.add("    ratio", number(times.ratio, 2), "", "", verdict(times.ratio <= Mark.growth, "≤ 1.3"))
  }

  private func add(_ rates: [Double], _ name: String, to table: inout Table) {
    table.add(name, number(rates.median), number(rates.min() ?? .nan), number(rates.max() ?? .nan), "")
  }

  private func number(_ value: Double, _ digits: Int = 0) -> String { String(format: "%.\(digits)f", value) }

  private func verdict(_ isMet: Bool, _ mark: String) -> String { "\(mark): \(isMet ? "met" : "not met")" }
}
