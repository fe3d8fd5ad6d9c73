import OfficeStore
import Postgres

extension OfficeStore {
  /// A store whose database isn't there.
  static func unreachable() throws -> OfficeStore {
    let connection = try ConnectionConfiguration(url: "postgresql:///none?host=/nonexistent")
    var configuration = PoolConfiguration(connection: connection, maximumConnections: 1)
    configuration.waitTimeout = .milliseconds(200)
    return OfficeStore(pool: Pool(configuration, logger: .silent), clock: ServiceClock(), logger: .silent)
  }
}

extension Sequence {
  /// The results of `transform`, one after the other.
  func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
