import ArgumentParser
import Foundation
import Stage

struct Kill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Kill the service and PostgreSQL under load: every acknowledged write is there afterwards.",
    discussion: """
      SIGKILL, in turn, to the service, which is then started again as a supervisor would, and to all of PostgreSQL, \
      which the service must bring back by itself. Exit code 1 when a confirmation is lost, or anything but 503 with \
      Retry-After or a broken connection is met.
      """)

  @Option(help: "How often each of the two is killed.")
  var times = 20

  @OptionGroup var stage: StageOptions

  func validate() throws {
    guard times > 0 else { throw ValidationError("--times takes at least 1") }
  }

  func run() async throws {
    try await Stage.with(stage, connections: Load.connections) { stage in
      let office = try await DrillOffice.open([("2804", 16)], on: stage)[0]
      let ledger = Ledger()
      let load = Load(office: office, ledger: ledger, starts: try await office.starts(1000 * times + 2000))
      let loading = Task { try await load.run() }
      let outages: [Victim: [Duration]]
      do {
        outages = try await strike(stage, ledger)
      } catch {
        loading.cancel()
        _ = await loading.result
        throw error
      }
      load.end()
      try await loading.value
      try await conclude(outages, stage.database, ledger)
    }
  }

  private func strike(_ stage: Stage, _ ledger: Ledger) async throws -> [Victim: [Duration]] {
    var outages: [Victim: [Duration]] = [:]
    for number in 1...times {
      for victim in Victim.allCases {
        let before = await ledger.confirmed.count
        try await waitForConfirmations(beyond: before + 20, stage, ledger)
        try await Task.sleep(for: .milliseconds(Int64.random(in: 0...300)))
        try await victim.kill(on: stage)
        let start = ContinuousClock.now
        let atOnce = await ledger.confirmed
        if victim == .service { try await stage.service.start() }
        // answers under way may still be noted: only those beyond the load's width prove that service resumed
        try await waitForConfirmations(beyond: atOnce.count + Load.connections, stage, ledger)
        outages[victim, default: []].append(ContinuousClock.now - start)
        let lost = try await stage.database.unconfirmed(among: atOnce)
        if lost > 0 {
          await ledger.note(violation: "\(lost) confirmations lost when the \(victim.rawValue) was killed")
        }
        let text = "\(number)/\(times) \(victim.rawValue), \(await ledger.confirmed.count) confirmed"
        Progress.show(text, isLast: number == times)
      }
    }
    return outages
  }

  private func waitForConfirmations(beyond count: Int, _ stage: Stage, _ ledger: Ledger) async throws {
    let start = ContinuousClock.now
    while await ledger.confirmed.count <= count {
      guard await stage.service.isRunning else { throw DrillError("the service has ended by itself") }
      guard ContinuousClock.now - start < .seconds(60) else {
        throw DrillError("nothing was confirmed for 60 s; met: \(await ledger.refusals); \(await ledger.violations)")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private func conclude(_ outages: [Victim: [Duration]], _ database: Database, _ ledger: Ledger) async throws {
    let confirmed = await ledger.confirmed
    let lost = try await database.unconfirmed(among: confirmed)
    let overlaps = try await database.overlaps()
    let total = try await database.bookings()
    var violations = await ledger.violations
    if lost > 0 { violations.append("\(lost) acknowledged confirmations are not there") }
    if total != confirmed.count { violations.append("\(total) bookings for \(confirmed.count) confirmations") }
    if !overlaps.isEmpty { violations.append("overlaps: \(overlaps)") }
    var table = Table(["what", "figure"])
    for victim in Victim.allCases {
      let outages = outages[victim] ?? []
      table.add("kills of the \(victim.rawValue)", "\(outages.count)")
      table.add("  to the next confirmations, median", outages.percentile(50).inMilliseconds)
      table.add("  to the next confirmations, longest", outages.percentile(100).inMilliseconds)
    }
    table.add("confirmations acknowledged", "\(confirmed.count)")
    table.add("lost", "\(lost)")
    for (refusal, count) in await ledger.refusals.sorted(by: { $0.key < $1.key }) {
      table.add("met: \(refusal)", "\(count)")
    }
    table.add("overlaps", overlaps.isEmpty ? "none" : "\(overlaps)")
    table.add("violations", violations.isEmpty ? "none" : Set(violations).sorted().joined(separator: "; "))
    print(table.text)
    if !violations.isEmpty { throw ExitCode.failure }
  }
}
