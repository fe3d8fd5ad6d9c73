import Postgres
import Synchronization
import TestDatabase

@testable import OfficeStore

extension TestDatabase {
  /// Does `held` in a transaction of its own, begins `crossing`, and commits once that one waits for it or has ended.
  ///
  /// - Returns: what became of `crossing`, and whether it has waited.
  func cross<Outcome: Sendable>(
    in office: TestOffice, _ held: (Session) async throws -> Void,
    with crossing: @escaping @Sendable () async throws -> Outcome
  ) async throws -> (outcome: Outcome, hasWaited: Bool) {
    try await app.withConnection { connection in
      let session = Session(
        connection: connection, actor: "office_head:test", office: office.office, now: clock.now())
      _ = try await session.run([Statement("BEGIN"), session.enter])
      try await held(session)
      let ending = Ending()
      let running = Task {
        defer { ending.isThere.withLock { $0 = true } }
        return try await crossing()
      }
      let hasWaited = try await isAnybodyWaiting { ending.isThere.withLock { $0 } }
      try await session.commit()
      return (try await running.value, hasWaited)
    }
  }

  /// Whether a statement comes to wait for a lock before something else is so.
  func isAnybodyWaiting(before isOver: () -> Bool = { false }) async throws -> Bool {
    while true {
      let waiting = try await check(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
      if !waiting.isEmpty { return true }
      if isOver() { return false }
      await Task.yield()
    }
  }

  private final class Ending: Sendable {
    let isThere = Mutex(false)
  }
}
