import ArgumentParser
import Stage

struct Race: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Race for one slot, again and again: one winner each, and nothing is ever taken twice.",
    discussion: """
      In most rounds bookings that were all offered the same slot confirm it at once; in one of ten, offers that hold \
      their slots race for it instead. Exit code 1 when anything is wrong.
      """)

  @Option(help: "Rounds of confirmations.")
  var rounds = 200

  @Option(help: "Racers in each round.")
  var racers = 32

  @OptionGroup var stage: StageOptions

  func validate() throws {
    guard rounds > 0, racers > 1 else { throw ValidationError("a race takes at least one round and two racers") }
  }

  func run() async throws {
    try await Stage.with(stage, connections: racers) { stage in
      let office = try await DrillOffice.open([("2804", 1)], on: stage)[0]
      let offerRounds = max(1, rounds / 10)
      var starts = try await office.starts(rounds + offerRounds)[...]
      var standing = Standing()
      try await office.holdOffers(false)
      for round in 1...rounds {
        try await hold(.confirm, round, of: rounds, office, starts.removeFirst(), stage.database, &standing)
      }
      try await office.holdOffers(true)
      for round in 1...offerRounds {
        try await hold(.offer, round, of: offerRounds, office, starts.removeFirst(), stage.database, &standing)
      }
      standing.overlaps = try await stage.database.overlaps()
      standing.deadlocks = try await stage.database.deadlocks()
      print(standing.table)
      if !standing.isClean { throw ExitCode.failure }
    }
  }

  private func hold(
    _ step: Contest.Step, _ round: Int, of rounds: Int, _ office: DrillOffice, _ start: String, _ database: Database,
    _ standing: inout Standing
  ) async throws {
    let contest = try await Contest.prepare(step, office, start: start, racers: racers)
    let finishes = try await contest.run()
    let violations = try await contest.violations(finishes, in: database)
    standing.add(finishes, violations: violations.map { "\(step.rawValue) round \(round): \($0)" })
    Progress.show(
      "\(step.rawValue) \(round)/\(rounds), \(standing.violations.count) violations", isLast: round == rounds)
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
