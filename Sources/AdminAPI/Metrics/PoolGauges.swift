import OfficeStore

/// How the pool of database connections is doing.
struct PoolGauges {
  private let statistics: OfficeStore.PoolStatistics

  init(_ statistics: OfficeStore.PoolStatistics) {
    self.statistics = statistics
  }

  func render(into text: inout PrometheusText) {
    text.family("madoguchi_pool_connections", "gauge", "Database connections, by what they are doing.")
    text.sample("madoguchi_pool_connections", [("state", "idle")], Double(statistics.idle))
    text.sample("madoguchi_pool_connections", [("state", "leased")], Double(statistics.leased))
    text.family("madoguchi_pool_waiters", "gauge", "Requests waiting for a database connection.")
    text.sample("madoguchi_pool_waiters", [], Double(statistics.waiting))
  }
}
