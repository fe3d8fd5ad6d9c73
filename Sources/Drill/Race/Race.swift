import ArgumentParser
import Stage

struct Race: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Race for one slot, again and again: one winner each, and nothing is ever taken twice.",
    discussion: """
      First bookings that were all offered the same slot confirm it at once; then, in a tenth of the rounds, offers that \
      hold their slots race for it; then confirmations, moves of other bookings, reservations of the room, absences of \
      the counselor and reassignments race for the same slot, room and counselor. Exit code 1 when anything is wrong.
      """)

  @Option(help: "Rounds of confirmations, and mixed ones.")
  var rounds = 200

  @Option(help: "Racers in each round.")
  var racers = 32

  @OptionGroup var stage: StageOptions

  func validate() throws {
    guard rounds > 0, racers > 1 else { throw ValidationError("a race takes at least one round and two racers") }
  }

  func run() async throws {
    try await Stage.with(stage, connections: racers) { stage in
      let offices = try await DrillOffice.open([("2804", 1), ("2805", 2)], on: stage)
      var standing = Standing()
      try await raceForOne(offices[0], stage.database, &standing)
      try await raceMixed(offices[1], stage.database, &standing)
      standing.overlaps = try await stage.database.overlaps()
      standing.deadlocks = try await stage.database.deadlocks()
      print(standing.table)
      if !standing.isClean { throw ExitCode.failure }
    }
  }

  private func raceForOne(_ office: DrillOffice, _ database: Database, _ standing: inout Standing) async throws {
    let offerRounds = max(1, rounds / 10)
    var starts = try await office.starts(rounds + offerRounds)[...]
    for (step, rounds) in [(Contest.Step.confirm, rounds), (.offer, offerRounds)] {
      try await office.holdOffers(step == .offer)
      for round in 1...rounds {
        let contest = try await Contest.prepare(step, office, start: starts.removeFirst(), racers: racers)
        let finishes = try await contest.run()
        let violations = try await contest.violations(finishes, in: database)
        note(step.rawValue, round, of: rounds, finishes, violations, &standing)
      }
    }
  }

  private func raceMixed(_ office: DrillOffice, _ database: Database, _ standing: inout Standing) async throws {
    try await office.holdOffers(false)
    // each start is in the list twice, because two bookings fit
    let starts = try await office.starts(2 * rounds * (1 + MixedContest.spares)).prefix(
      rounds * (1 + MixedContest.spares))
    let (slots, spares) = (Array(starts.prefix(rounds)), starts.dropFirst(rounds))
    for (round, slot) in slots.enumerated() {
      let own = spares.dropFirst(round * MixedContest.spares).prefix(MixedContest.spares)
      let contest = try await MixedContest.prepare(office, start: slot, spares: Array(own), racers: racers)
      let finishes = try await contest.run()
      let violations = try await contest.violations(finishes, in: database)
      note("mixed", round + 1, of: rounds, finishes, violations, &standing)
    }
  }

  private func note(
    _ what: String, _ round: Int, of rounds: Int, _ finishes: [Finish], _ violations: [String],
    _ standing: inout Standing
  ) {
    standing.add(finishes, violations: violations.map { "\(what) round \(round): \($0)" })
    Progress.show("\(what) \(round)/\(rounds), \(standing.violations.count) violations", isLast: round == rounds)
  }
}

/// What all rounds came to.
struct Standing {
  private(set) var rounds = 0
  private(set) var answers: [String: Int] = [:]
  private(set) var busy = 0
  private(set) var losses: [Duration] = []
  private(set) var violations: [String] = []
  var overlaps: [String: Int] = [:]
  var deadlocks = 0

  mutating func add(_ finishes: [Finish], violations: [String]) {
    rounds += 1
    answers.merge(finishes.counted, uniquingKeysWith: +)
    busy += finishes.map(\.busy).reduce(0, +)
    losses += finishes.filter { !$0.hasWon }.map(\.time)
    self.violations += violations
  }

  var isClean: Bool { violations.isEmpty && overlaps.isEmpty && deadlocks == 0 }

  var table: String {
    var table = Table(["what", "figure"])
    table.add("rounds", "\(rounds)")
    for (answer, count) in answers.sorted(by: { $0.key < $1.key }) { table.add("answers \(answer)", "\(count)") }
    table.add("503 busy, tried again", "\(busy)")
    table.add("losers' latency p50", losses.percentile(50).inMilliseconds)
    table.add("losers' latency p99", losses.percentile(99).inMilliseconds)
    table.add("deadlocks", "\(deadlocks)")
    table.add("overlaps", overlaps.isEmpty ? "none" : "\(overlaps)")
    table.add("violations", violations.isEmpty ? "none" : violations.joined(separator: "; "))
    return table.text
  }
}
