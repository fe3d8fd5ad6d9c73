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
    let stored = try await venue.database?.bookingCounts()
    let overlaps = try await venue.database?.overlaps()
    var offices: [Reconciliation] = []
    var tally = Tally()
    for driver in drivers {
      let code = driver.plan.profile.code
      let stock = try await driver.takeStock()
      let believed = Dictionary(grouping: driver.plan.bookings, by: \.self).mapValues(\.count)
      offices.append(
        Reconciliation(office: code, believed: believed, told: stock.counts, stored: stored.map { $0[code] ?? [:] }))
      tally = tally + (await driver.tally)
      tally.violations += stock.violations
    }
    let planted = drivers.map(\.plan.planted).reduce(Planted.none, +)
    return Verdict(offices, tally, overlaps: overlaps, planted: planted)
  }

  init(_ offices: [Reconciliation], _ tally: Tally, overlaps: [String: Int]?, planted: Planted = .none) {
    var parts: [String] = []
    var violations = tally.violations
    if let first = offices.first {
      let total = offices.dropFirst().reduce(first, +)
      parts.append(Self.table(total))
      parts.append(Self.table(offices))
      let missing = BookingStatus.allCases.filter { total.told[$0, default: 0] == 0 }.map(\.rawValue)
      if !missing.isEmpty { violations.append("no booking became \(missing.joined(separator: ", "))") }
      let differ = offices.contains { office in !BookingStatus.allCases.allSatisfy(office.agrees) }
      if differ { violations.append("what is marked with ! does not agree") }
    }
    parts.append(Self.table(tally.answers))
    if let overlaps {
      if !overlaps.isEmpty { violations.append("allocations that overlap: \(overlaps)") }
      parts.append("overlapping allocations: \(overlaps.values.reduce(0, +))")
    }
    parts.append(Self.list(violations))
    text = parts.joined(separator: "\n\n")
    isClean = violations.isEmpty
    self.planted = planted
  }

  /// The first ones; one mistake early on has many consequences.
  private static func list(_ violations: [String]) -> String {
    let most = 100
    let more = violations.count > most ? ["  … and \(violations.count - most) more"] : []
    let lines = violations.prefix(most).map { "  \($0)" }
    return (["violations: \(violations.count)"] + lines + more).joined(separator: "\n")
  }

  private static func table(_ total: Reconciliation) -> String {
    var table = Table(["status", "believed", "service", "database"])
    for status in BookingStatus.allCases {
      let mark = total.agrees(on: status) ? "" : " !"
      table.add(
        status.rawValue, "\(total.believed[status, default: 0])", "\(total.told[status, default: 0])",
        (total.stored.map { "\($0[status, default: 0])" } ?? "-") + mark)
    }
    table.add(
      "all", "\(total.believed.values.reduce(0, +))", "\(total.told.values.reduce(0, +))",
      total.stored.map { "\($0.values.reduce(0, +))" } ?? "-")
    return table.text
  }

  private static func table(_ offices: [Reconciliation]) -> String {
    var table = Table(["office"] + BookingStatus.allCases.map { $0.rawValue.replacing("cancelled", with: "canc.") })
    for office in offices { table.add([office.office] + BookingStatus.allCases.map(office.cell)) }
    return table.text
  }

  private static func table(_ answers: [String: Int]) -> String {
    var table = Table(["answer", "how often"])
    for (answer, count) in answers.sorted(by: { $0.key < $1.key }) { table.add(answer, "\(count)") }
    return table.text
  }
}
