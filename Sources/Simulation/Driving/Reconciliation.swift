import Scheduling

/// How many of everything an office has, three times: as believed, as the service says, as the database says.
struct Reconciliation: Sendable {
  typealias Counts = [Subject: Int]

  let office: String
  let believed: Counts
  let told: Counts
  /// Nil when there is no database to look into.
  let stored: Counts?

  /// Whether all agree on a subject.
  func agrees(on subject: Subject) -> Bool {
    believed[subject, default: 0] == told[subject, default: 0]
      && stored.map { $0[subject, default: 0] == believed[subject, default: 0] } ?? true
  }

  /// The three numbers.
  func cell(_ subject: Subject) -> String {
    let numbers = [believed, told] + (stored.map { [$0] } ?? [])
    return numbers.map { "\($0[subject, default: 0])" }.joined(separator: "/") + (agrees(on: subject) ? "" : " !")
  }

  static func + (left: Reconciliation, right: Reconciliation) -> Reconciliation {
    func sum(_ left: Counts, _ right: Counts) -> Counts { left.merging(right, uniquingKeysWith: +) }
    let stored = left.stored.flatMap { left in right.stored.map { sum(left, $0) } }
    return Reconciliation(
      office: left.office, believed: sum(left.believed, right.believed), told: sum(left.told, right.told),
      stored: stored)
  }
}
