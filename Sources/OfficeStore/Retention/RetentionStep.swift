import Foundation
import Postgres
import Scheduling

/// One kind of thing that goes, a batch at a time: which ones, by the view that a dry run counts too, and what becomes
/// of them and of what belongs to them.
struct RetentionStep: Sendable {
  /// What becomes of the rows of one table.
  struct Effect: Sendable {
    /// How they go; `$2` are the ids of a batch of things, and `$3` is now.
    enum Way {
      case blanking(StaticString)
      case deleting(StaticString)
    }

    let table: String
    /// How many would go: of the things that have expired.
    let count: StaticString
    private let way: Way

    init(_ table: String, count: StaticString, _ way: Way) {
      (self.table, self.count, self.way) = (table, count, way)
    }

    /// Lets those of these things go.
    func change(_ session: Session, _ ids: [UUID]) -> Statement {
      switch way {
      case .blanking(let text): Statement(text, session.office.id, ids, session.now)
      case .deleting(let text): Statement(text, session.office.id, ids)
      }
    }
  }

  /// At most `$2` that have expired.
  private let ids: StaticString
  /// Whether commands that judge by the office's calendar, and so all that make bookings, must wait meanwhile.
  let excludesCommands: Bool
  /// In the order in which they happen.
  let effects: [Effect]

  init(ids: StaticString, excludesCommands: Bool = false, _ effects: Effect...) {
    (self.ids, self.excludesCommands, self.effects) = (ids, excludesCommands, effects)
  }

  /// The ids of at most so many that have expired.
  func expired(_ session: Session, _ limit: Int) -> Statement { Statement(ids, session.office.id, limit) }

  /// How many rows of each table would go, the audit's too.
  static let counts: [(table: String, count: StaticString)] =
    all.flatMap { $0.effects.map { ($0.table, $0.count) } } + AuditRetention.counts
}
