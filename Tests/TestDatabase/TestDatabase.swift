import LocalPostgres
import OfficeStore
import Postgres
import Scheduling
import Synchronization

/// A database of a test's own: a copy of a migrated one with two offices, on the server that the process shares.
///
/// Its clock begins at 2026-09-16T09:00+09:00, a Wednesday. When the test lets go of it, the database is dropped.
public final class TestDatabase: Sendable {
  /// The store under test, on connections as `madoguchi_app`.
  public let store: OfficeStore
  /// Connections as `madoguchi_app`, the store's own.
  public let app: Pool
  /// Connections as `madoguchi_owner`, for `Administration` and `Migrator`.
  public let owner: Pool
  /// Connections as `madoguchi_relay`, for `MessageQueue` and `MeetingSecrets`.
  public let relay: Pool
  /// Connections as `madoguchi_maintenance`, for `AuditSealer` and `Retention`.
  public let maintenance: Pool
  /// Connections as a superuser: for checks, never for the action under test.
  public let superuser: Pool
  /// The clock of the store.
  public let clock: ServiceClock
  /// What the store sends.
  public let roundTrips = RoundTrips()
  /// The relay's side of the outbox, by the same clock.
  public var queue: MessageQueue { MessageQueue(pool: relay, clock: clock, logger: .silent) }
  /// 2804: Zoom and TeleOffice; two counselors, two rooms, two Zoom licences and one of TeleOffice,
  /// each with `MeetingCredentials.sample`.
  public var nishinomiya: TestOffice { TestOffice(seeds.nishinomiya, in: self) }
  /// 2801: Zoom only; one counselor, one room, one licence.
  public var kobe: TestOffice { TestOffice(seeds.kobe, in: self) }

  private let name: String
  private let seeds: (nishinomiya: Seed.Staffed, kobe: Seed.Staffed)

  /// The one key that seals the secrets of every test's database, the seed's included, as a line of a ring.
  public static let keyLine = KeyRing.line()
  /// The ring with that key.
  public static let keys = try? KeyRing(parsing: keyLine)

  private static let lastNumber = Atomic(0)
  private static let gate = Gate(8)

  /// A copy of the template with both offices in it.
  ///
  /// - Parameter connections: the most that the store may use at a time.
  public static func make(connections: Int = 4) async throws -> TestDatabase {
    let server = try await TestServer.shared.value
    await gate.enter()
    let name = "test_\(lastNumber.add(1, ordering: .relaxed).newValue)"
    let administrator = try await Connection.open(server.configuration(user: "postgres", database: "postgres"))
    try await administrator.execute(
      script: "CREATE DATABASE \(name) OWNER madoguchi_owner TEMPLATE \(TestServer.template) STRATEGY wal_log")
    return try TestDatabase(name, on: server, connections: connections)
  }

  /// Connections as `madoguchi_owner` to a database without a schema.
  public static func makeEmpty() async throws -> Pool {
    let server = try await TestServer.shared.value
    let name = "empty_\(lastNumber.add(1, ordering: .relaxed).newValue)"
    try await Cluster.prepare(database: name) { try server.configuration(user: "postgres", database: $0) }
    return try server.pool(user: "madoguchi_owner", database: name, connections: 4)
  }

  /// Asks as a superuser, to check.
  public func check(_ sql: StaticString, _ parameters: (any PostgresEncodable)?...) async throws -> QueryResult {
    try await superuser.withConnection { try await $0.run(Statement(sql, parameters: parameters)) }
  }

  /// What lets go of what has expired.
  public var retention: Retention { Retention(maintenance: maintenance, clock: clock, logger: .silent) }

  /// A further office, without resources, like the others in all else; its bureau has no terms unless it is 28.
  public func addOffice(_ code: String, bureau: String) async throws -> TestOffice {
    let record = try Seed.record(code, "ハローワーク\(code)", [.zoom], bureau: bureau)
    _ = try await Administration(owner: owner, clock: clock).importOffices([record])
    guard let office = try await store.office(code: record.code) else { throw Seed.Missing() }
    return TestOffice((office, seeds.nishinomiya.callers), in: self)
  }

  private init(_ name: String, on server: TestServer, connections: Int) throws {
    self.name = name
    app = try server.pool(
      user: "madoguchi_app", database: name, connections: connections, observer: roundTrips.note)
    owner = try server.pool(user: "madoguchi_owner", database: name, connections: 2)
    relay = try server.pool(user: "madoguchi_relay", database: name, connections: 4)
    maintenance = try server.pool(user: "madoguchi_maintenance", database: name, connections: 4)
    superuser = try server.pool(user: "postgres", database: name, connections: 2)
    clock = ServiceClock(startingAt: .september(16, 9))
    store = OfficeStore(pool: app, clock: clock, logger: .silent, keys: Self.keys)
    seeds = (nishinomiya: try server.seed.office("2804"), kobe: try server.seed.office("2801"))
  }

  deinit {
    let (name, pools) = (name, [app, owner, relay, maintenance, superuser])
    Task.detached {
      for pool in pools { await pool.shutdown() }
      let server = try await TestServer.shared.value
      let administrator = try await Connection.open(server.configuration(user: "postgres", database: "postgres"))
      try? await administrator.execute(script: "DROP DATABASE \(name) WITH (FORCE)")
      await Self.gate.leave()
    }
  }
}

/// Lets so many in at a time: tests that all run at once only slow each other down.
private actor Gate {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ places: Int) { free = places }

  func enter() async {
    if free > 0 { return free -= 1 }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
