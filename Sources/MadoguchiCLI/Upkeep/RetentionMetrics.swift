import AdminAPI
import NIOConcurrencyHelpers
import OfficeStore

/// What the runs of retention of this process did.
final class RetentionMetrics: Sendable {
  private struct Counts {
    var finished = 0
    var failed = 0
    var rows: [String: Int] = [:]
  }

  private let counts = NIOLockedValueBox(Counts())

  /// A run came to its end.
  func note(_ gone: RetentionCounts) {
    counts.withLockedValue { counts in
      counts.finished += 1
      for table in gone.tables { counts.rows[table.name, default: 0] += table.rows }
    }
  }

  /// A run was broken off.
  func noteFailure() { counts.withLockedValue { $0.failed += 1 } }

  /// Writes the families.
  func render(into text: inout PrometheusText) {
    let now = counts.withLockedValue { $0 }
    text.family("madoguchi_retention_runs_total", "counter", "Runs of retention of this process, by how they ended.")
    text.sample("madoguchi_retention_runs_total", [("outcome", "finished")], Double(now.finished))
    text.sample("madoguchi_retention_runs_total", [("outcome", "failed")], Double(now.failed))
    text.family("madoguchi_retention_rows_total", "counter", "Rows that these runs blanked or deleted, by table.")
    for (table, rows) in now.rows.sorted(by: { $0.key < $1.key }) {
      text.sample("madoguchi_retention_rows_total", [("table", table)], Double(rows))
    }
  }
}
