import Logging

@testable import Postgres

/// A connection of its own to the shared server.
func connect(session: SessionConfiguration = SessionConfiguration()) async throws -> Connection {
  try await Connection.open(await TestServer.shared.value.local(), session: session)
}

/// Lends a pool on the shared server, and shuts it down.
func withPool<R>(
  on server: TestServer? = nil, _ configure: (inout PoolConfiguration) -> Void = { _ in },
  _ body: (Pool) async throws -> R
) async throws -> R {
  let server = if let server { server } else { try await TestServer.shared.value }
  var configuration = PoolConfiguration(connection: try server.local(), maximumConnections: 4)
  // Longer than any noise; tests about time set their own.
  configuration.waitTimeout = .seconds(60)
  configure(&configuration)
  return try await Pool(configuration, logger: .silent).use(body)
}

/// Waits until `condition` holds, for as long as a noisy machine may need; false if it never does.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  for _ in 0..<1000 {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(20))
  }
  return false
}

/// The error that `body` throws, as ours.
func postgresError<R>(_ body: () async throws -> R) async -> PostgresError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? PostgresError
  }
}

extension Logger {
  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
