import ArgumentParser
import NIOConcurrencyHelpers
import Stage

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure confirmations beside their yardsticks, in turn, in one run; medians.",
    discussion: """
      (1) confirmations per second over HTTP on 16 connections, the whole transaction, offers hold their slots; \
      (2) pgbench with the same statements in the same round trips on rows like these; (3) GET /healthz; \
      (4) 32 racers for one slot; (5) availability of a week and (6) the bookings of a day, each in a small and in a large \
      deployment of 100 offices, whose history is put there by SQL; (7) the requests of a mixed day over HTTP, and (8) \
      pgbench with their statements; (9) messages through one relay, and (10) the same posts by the same HTTP client. \
      Everything shares one machine, the clients too.
      """)

  @Option(help: "How often each is measured; an odd number has a median that was seen.")
  var rounds = 5

  @Flag(help: "Few and small rounds: to see that it works, not how fast.")
  var short = false

  @Option(help: "Bookings of the large deployment. (default: a million, which takes minutes to make; short: 30,000)")
  var bookings: Int?

  @OptionGroup var stage: StageOptions

  func validate() throws {
    // eleven rounds fill the yardstick's days
    guard (1...11).contains(rounds) else { throw ValidationError("--rounds takes 1 to 11") }
    guard bookings ?? Crowd.fewest >= Crowd.fewest else {
      throw ValidationError("--bookings takes \(Crowd.fewest) or more")
    }
  }

  func run() async throws {
    let figures = NIOLockedValueBox(Figures())
    try await measureRates(figures)
    try await measureGrowth(figures)
    try await measureRelay(figures)
    print(figures.withLockedValue(\.table))
  }

  private func measureRates(_ box: NIOLockedValueBox<Figures>) async throws {
    let rounds = short ? 2 : rounds
    // for each of the 16 connections
    let confirmations = short ? 30 : 200
    let healthChecks = short ? 100 : 500
    let races = short ? 4 : 20
    let applications = short ? 10 : 60
    try await Stage.with(stage, connections: 32) { stage in
      let offices = try await DrillOffice.open(
        [("2804", Yardstick.clients), ("2805", 0), ("2806", 1), ("2807", Yardstick.clients), ("2808", 0)], on: stage)
      var yardstick = try await Yardstick(office: offices[1].code, database: stage.database)
      var dayYardstick = try await Yardstick(office: offices[4].code, database: stage.database)
      let confirms = ConfirmRate(office: offices[0], connections: Yardstick.clients)
      let day = DayRate(office: offices[3], connections: Yardstick.clients)
      try await offices[2].holdOffers(false)
      var starts = try await offices[0].starts((rounds + 1) * confirmations * Yardstick.clients)[...]
      var dayStarts = try await offices[3].starts((rounds + 1) * applications * Yardstick.clients)[...]
      var slots = try await offices[2].starts(rounds * races)[...]
      _ = try await day.measure(dayStarts.take(applications * Yardstick.clients / 4))
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
        figures.day.append(try await day.measure(dayStarts.take(applications * Yardstick.clients)))
        figures.dayOfPgbench.append(try await dayYardstick.dayRate(applications))
        for start in slots.take(races) {
          let contest = try await Contest.prepare(.confirm, offices[2], start: start, racers: 32)
          figures.add(try await contest.run())
        }
      }
      figures.deadlocks = try await stage.database.deadlocks() - deadlocks
      figures.memory = await stage.service.residentMemory() ?? 0
      box.withLockedValue { [figures] in $0 = figures }
    }
  }

  private func measureRelay(_ box: NIOLockedValueBox<Figures>) async throws {
    let rounds = short ? 1 : rounds
    let messages = short ? 200 : 4_000
    var place = stage
    place.directory = stage.directory.map { $0 + "-relay" }
    try await Stage.with(place, connections: 16) { stage in
      let offices = try await DrillOffice.open(["2801", "2804", "2805", "2806"].map { ($0, 1) }, on: stage)
      let relay = RelayRate(offices: offices, stage: stage)
      for round in 1...rounds {
        Progress.show("relay \(round)/\(rounds)", isLast: round == rounds)
        let rates = try await relay.measure(messages)
        box.withLockedValue {
          $0.relay.append(rates.relay)
          $0.posts.append(rates.posts)
        }
      }
    }
  }

  private func measureGrowth(_ box: NIOLockedValueBox<Figures>) async throws {
    let sizes = (small: Crowd.fewest, large: bookings ?? (short ? 30_000 : 1_000_000))
    let questions = short ? 20 : 300
    var (smallPlace, largePlace) = (stage, stage)
    smallPlace.directory = stage.directory.map { $0 + "-small" }
    largePlace.directory = stage.directory.map { $0 + "-large" }
    try await Stage.with(smallPlace, connections: 1) { [largePlace] small in
      let few = try await Crowd.gather(sizes.small, on: small)
      try await Stage.with(largePlace, connections: 1) { large in
        let growth = Growth(small: few, large: try await Crowd.gather(sizes.large, on: large))
        let week = try await growth.times(of: Growth.availability, count: questions)
        let day = try await growth.times(of: Growth.dayList, count: questions)
        box.withLockedValue {
          $0.bookings = sizes
          $0.growth = [("(5) availability of a week", week), ("(6) bookings of a day", day)]
        }
      }
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
