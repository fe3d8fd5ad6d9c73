import Stage

/// What is looked at when all is done, by the commands that an operator has for it. Only where the service's data can be
/// looked into.
struct Afterwards: Sendable {
  /// Allocations that overlap, by what they take.
  var overlaps: [String: Int] = [:]
  /// What `doctor --audit` found wrong.
  var flaws: [String] = []
  /// How many rows `retention run --dry-run` would blank or delete; nil when it failed.
  var expired: Int? = 0

  /// Nil for a service of somebody else's.
  static func look(at venue: Venue) async throws -> Afterwards? {
    guard let stage = venue.stage else { return nil }
    let place = ["--embedded", stage.database.directory]
    let doctor = try await stage.program.listen(to: ["doctor", "--audit"] + place)
    let retention = try await stage.program.listen(to: ["retention", "run", "--all", "--dry-run"] + place)
    return Afterwards(
      overlaps: try await stage.database.overlaps(), flaws: flaws(doctor.said, exitCode: doctor.exitCode),
      expired: retention.exitCode == 0 ? rows(of: retention.said) : nil)
  }

  /// Lines that are marked as wrong; a failure without one is told as such.
  static func flaws(_ said: String, exitCode: Int32) -> [String] {
    let wrong = said.split(separator: "\n").filter { $0.hasPrefix("WRONG") }.map(String.init)
    return exitCode == 0 || !wrong.isEmpty ? wrong : ["it failed with \(exitCode)"]
  }

  /// The counts of lines such as `2804: bookings 12`; the line of an office's days ends with a date.
  static func rows(of output: String) -> Int {
    output.split(separator: "\n").compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
  }

  var violations: [String] {
    (overlaps.isEmpty ? [] : ["allocations that overlap: \(overlaps)"]) + flaws.map { "doctor --audit: \($0)" }
      + (expired == nil ? ["retention run --dry-run failed"] : [])
  }

  /// A line each.
  var text: String {
    """
    overlapping allocations: \(overlaps.values.reduce(0, +))
    audit: \(flaws.isEmpty ? "every chain is whole" : "\(flaws.count) flaws")
    retention, dry run: \(expired.map { "\($0) rows" } ?? "failed")
    """
  }
}
