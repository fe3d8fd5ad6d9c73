import Synchronization

/// What the store sends to the database, one entry a round trip: the texts of the statements that travel together.
public final class RoundTrips: Sendable {
  private let all = Mutex<[[String]]>([])

  /// Those that are made while `body` runs, by it or beside it.
  public func during(_ body: () async throws -> Void) async rethrows -> [[String]] {
    let before = all.withLock { $0.count }
    try await body()
    return all.withLock { Array($0[before...]) }
  }

  func note(_ statements: [StaticString]) {
    all.withLock { $0.append(statements.map(\.description)) }
  }
}
