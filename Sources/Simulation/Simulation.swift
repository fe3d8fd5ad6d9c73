import Foundation
import Scheduling
import Stage

/// A month of made-up but plausible work, done through the HTTP API of a running service, whose clock it moves.
public struct Simulation: Sendable {
  private let offices: Int
  private let days: Int
  private let seed: UInt64

  /// - Parameters:
  ///   - offices: how many take part, 1…``OfficeProfile/most``.
  ///   - days: how many, beginning the day after the one on the service's clock.
  ///   - seed: the same seed makes up the same work.
  public init(offices: Int, days: Int, seed: UInt64) {
    (self.offices, self.days, self.seed) = (offices, days, seed)
  }

  /// Simulates on a service of its own.
  ///
  /// - Parameters:
  ///   - program: the built `madoguchi`.
  ///   - directory: where the data stays afterwards; nil leaves nothing behind.
  public func run(_ program: Program, directory: String?) async throws -> Verdict {
    var staging = Staging()
    staging.laysMessagesDown = true
    return try await Stage.with(program, directory: directory, connections: offices + 1, staging: staging) { stage in
      try await run(on: stage)
    }
  }

  /// Simulates on a service that was started for this and is bare; the tokens are left in `tokens` beside its data.
  public func run(on stage: Stage) async throws -> Verdict {
    try await run(on: Venue.made(on: stage, profiles))
  }

  /// Simulates on a service that runs already, in offices that are still bare.
  ///
  /// - Parameter tokens: a folder with a token of `system_admin` and, for each office, `CODE/ROLE`.
  public func run(at address: String, tokens: String) async throws -> Verdict {
    let client = Client(address: address, connections: offices + 1)
    do {
      let verdict = try await Interruption.cancelling {
        try await run(on: Venue.running(client, tokens: tokens, profiles))
      }
      try await client.close()
      return verdict
    } catch {
      try await client.close()
      throw error
    }
  }

  private var profiles: [OfficeProfile] { (0..<offices).map { OfficeProfile(number: $0, seed: seed) } }

  private func run(on venue: Venue) async throws -> Verdict {
    let start = ContinuousClock.now
    let plan = Plan(offices: offices, days: days, from: try await venue.now().day.adding(days: 1), seed: seed)
    let drivers = plan.offices.map { office in
      OfficeDriver(office, client: venue.client, tokens: venue.tokens[office.profile.code] ?? Tokens())
    }
    for driver in drivers where await !driver.isBare() {
      throw StageError(
        "office \(driver.plan.profile.code) is not there or not bare: simulate in offices without counselors")
    }
    for (index, moment) in plan.moments.enumerated() {
      try await venue.move(to: moment)
      _ = try await inParallel(drivers.count, drivers) { try await $0.drive(index, at: moment) }
      await show(moment, index + 1, of: plan.moments.count, drivers)
    }
    let verdict = try await Verdict.reach(drivers, venue)
    Progress.show("took \(Int((ContinuousClock.now - start) / .seconds(1))) s", isLast: true)
    return verdict
  }

  private func show(_ moment: Instant, _ done: Int, of all: Int, _ drivers: [OfficeDriver]) async {
    guard Progress.isTerminal else { return }
    var tally = Tally()
    for driver in drivers { tally = tally + (await driver.tally) }
    let width = 30
    let filled = width * done / all
    let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
    Progress.show("\(bar) \(moment.day.iso)  \(tally.requests) requests, \(tally.violations.count) violations")
  }
}
