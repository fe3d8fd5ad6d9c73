import Scheduling
import Stage

/// What a simulation came to.
public struct Verdict: Sendable {
  /// The tables, without a newline at the end: the same for the same seed, as long as the service does its part.
  public let text: String
  /// Whether everything was as planned, all agree, and every status occurs.
  public let isClean: Bool
  /// What the run planted, for whoever looks where it should not be.
  public let planted: Planted

  static func reach(_ drivers: [OfficeDriver], _ venue: Venue) async throws -> Verdict {
    // every message comes to its end before anything is counted
    let stocks = try await inParallel(drivers.count, drivers) {
      try await $0.takeStock(knowsTerms: venue.stage != nil)
    }
    let stored = try await venue.database?.counts()
    let afterwards = try await Afterwards.look(at: venue)
    var offices: [Reconciliation] = []
    var tally = Tally()
    for (driver, stock) in zip(drivers, stocks) {
      let code = driver.plan.profile.code
      offices.append(
        Reconciliation(
          office: code, believed: driver.plan.counts, told: stock.counts, stored: stored.map { $0[code] ?? [:] }))
      tally = tally + (await driver.tally)
      tally.violations += stock.violations
    }
    let planted = drivers.map(\.plan.planted).reduce(Planted.none, +)
    return Verdict(offices, tally, afterwards, planted: planted)
  }

  init(_ offices: [Reconciliation], _ tally: Tally, _ afterwards: Afterwards?, planted: Planted = .none) {
    var parts: [String] = []
    var violations = tally.violations
    if let first = offices.first {
      let total = offices.dropFirst().reduce(first, +)
      for (name, subjects) in Self.chapters {
        parts.append(Self.table(name, subjects, total))
        parts.append(Self.table(subjects, offices))
      }
      let missing = BookingStatus.allCases.filter { total.told[.booking($0), default: 0] == 0 }.map(\.rawValue)
      if !missing.isEmpty { violations.append("no booking became \(missing.joined(separator: ", "))") }
      let differ = offices.contains { office in !Self.chapters.allSatisfy { $0.subjects.allSatisfy(office.agrees) } }
      if differ { violations.append("what is marked with ! does not agree") }
    }
    parts.append(Self.table(tally.answers))
    if let afterwards {
      parts.append(afterwards.text)
      violations += afterwards.violations
    }
    parts.append(Self.list(violations))
    text = parts.joined(separator: "\n\n")
    isClean = violations.isEmpty
    self.planted = planted
  }

  private static let chapters: [(name: String, subjects: [Subject])] = [
    ("booking", Subject.bookings), ("message", Subject.messages), ("consent, task, record", Subject.records),
  ]

  /// The first ones; one mistake early on has many consequences.
  private static func list(_ violations: [String]) -> String {
    let most = 100
    let more = violations.count > most ? ["  … and \(violations.count - most) more"] : []
    let lines = violations.prefix(most).map { "  \($0)" }
    return (["violations: \(violations.count)"] + lines + more).joined(separator: "\n")
  }

  private static func table(_ name: String, _ subjects: [Subject], _ total: Reconciliation) -> String {
    func sum(_ counts: Reconciliation.Counts) -> Int { subjects.map { counts[$0, default: 0] }.reduce(0, +) }
    var table = Table([name, "believed", "service", "database"])
    for subject in subjects {
      let mark = total.agrees(on: subject) ? "" : " !"
      table.add(
        subject.name, "\(total.believed[subject, default: 0])", "\(total.told[subject, default: 0])",
        (total.stored.map { "\($0[subject, default: 0])" } ?? "-") + mark)
    }
    table.add("all", "\(sum(total.believed))", "\(sum(total.told))", total.stored.map { "\(sum($0))" } ?? "-")
    return table.text
  }

  private static func table(_ subjects: [Subject], _ offices: [Reconciliation]) -> String {
    var table = Table(["office"] + subjects.map { $0.name.replacing("cancelled", with: "canc.") })
    for office in offices { table.add([office.office] + subjects.map(office.cell)) }
    return table.text
  }

  private static func table(_ answers: [String: Int]) -> String {
    var table = Table(["answer", "how often"])
    for (answer, count) in answers.sorted(by: { $0.key < $1.key }) { table.add(answer, "\(count)") }
    return table.text
  }
}
