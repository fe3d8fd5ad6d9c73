import ArgumentParser
import Stage

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure confirmations beside their yardsticks, in turn, in one run; medians.",
    discussion: """
      (1) confirmations per second over HTTP on 16 connections, the whole transaction, offers hold their slots; \
      (2) pgbench with the same statements in the same round trips on rows like these; (3) GET /healthz; \
      (4) 32 racers for one slot. Everything shares one machine, the clients too.
      """)

  @Option(help: "How often each is measured; an odd number has a median that was seen.")
  var rounds = 5

  @Flag(help: "Few and small rounds: to see that it works, not how fast.")
  var short = false

  @OptionGroup var stage: StageOptions

  func validate() throws {
    // eleven rounds fill the yardstick's days
    guard (1...11).contains(rounds) else { throw ValidationError("--rounds takes 1 to 11") }
  }

  func run() async throws {
    let rounds = short ? 2 : rounds
    // for each of the 16 connections
    let confirmations = short ? 30 : 200
    let healthChecks = short ? 100 : 500
    let races = short ? 4 : 20
    try await Stage.with(stage, connections: 32) { stage in
      let offices = try await DrillOffice.open([("2804", Yardstick.clients), ("2805", 0), ("2806", 1)], on: stage)
      var yardstick = try await Yardstick(office: offices[1].code, database: stage.database)
      let confirms = ConfirmRate(office: offices[0], connections: Yardstick.clients)
      try await offices[2].holdOffers(false)
      var starts = try await offices[0].starts((rounds + 1) * confirmations * Yardstick.clients)[...]
      var slots = try await offices[2].starts(rounds * races)[...]
      // a service that has just started prepares its statements and opens its connections first
      _ = try await confirms.measure(confirms.prepare(starts.take(confirmations * Yardstick.clients / 4)))

      var figures = Figures()
      let deadlocks = try await stage.database.deadlocks()
      for round in 1...rounds {
        Progress.show("\(round)/\(rounds)", isLast: round == rounds)
        let bookings = try await confirms.prepare(starts.take(confirmations * Yardstick.clients))
        try await yardstick.prepare(confirmations)
        try await stage.database.analyze()
        figures.confirms.append(try await confirms.measure(bookings))
        figures.pgbench.append(try await yardstick.rate(confirmations))
        figures.health.append(
          try await HealthRate.measure(stage.client, connections: Yardstick.clients, each: healthChecks))
        for start in slots.take(races) {
          let contest = try await Contest.prepare(.confirm, offices[2], start: start, racers: 32)
          figures.add(try await contest.run())
        }
      }
      figures.deadlocks = try await stage.database.deadlocks() - deadlocks
      figures.memory = await stage.service.residentMemory() ?? 0
      print(figures.table)
    }
  }
}

extension ArraySlice {
  /// Removes the first `count` and returns them.
  fileprivate mutating func take(_ count: Int) -> [Element] {
    defer { self = dropFirst(count) }
    return Array(prefix(count))
  }
}
