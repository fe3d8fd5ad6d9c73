import OfficeStore
import Postgres
import TestDatabase
import Testing

@testable import Schema

struct MigratorTests {
  private let pool: Pool
  private static let clock = ServiceClock(startingAt: .september(16, 9))
  private let first = Schema.Migration(name: "0001_one", sql: "CREATE TABLE one (id integer);")
  private let second = Schema.Migration(name: "0002_two", sql: "CREATE TABLE two (id integer);")

  init() async throws { pool = try await TestDatabase.makeEmpty() }

  @Test func `the whole schema is applied once, and a second run finds nothing to do`() async throws {
    #expect(try await migrate(Schema.migrations) == Schema.migrations.map(\.name))
    #expect(try await migrate(Schema.migrations) == [])
  }

  @Test func `only what is missing is applied`() async throws {
    #expect(try await migrate([first]) == ["0001_one"])
    #expect(try await migrate([first, second]) == ["0002_two"])
  }

  @Test func `machines that migrate at once apply each step once`() async throws {
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 { group.addTask { try await migrate([first, second]) } }
      return try await group.reduce([], +)
    }
    #expect(applied.sorted() == ["0001_one", "0002_two"])
  }

  @Test func `an applied step whose text was edited is refused`() async throws {
    _ = try await migrate([first])
    let edited = Schema.Migration(name: first.name, sql: first.sql + " -- edited")
    await #expect(throws: Migrator.Failure.edited("0001_one")) { try await migrate([edited, second]) }
    #expect(try await tables() == ["one", "schema_migrations"])
  }

  @Test func `a database that is ahead of the binary is refused`() async throws {
    _ = try await migrate([first, second])
    await #expect(throws: Migrator.Failure.unknown("0002_two")) { try await migrate([first]) }
  }

  @Test func `a step that fails is rolled back and those before it stay`() async throws {
    let failing = Schema.Migration(name: "0002_two", sql: "CREATE TABLE half (id integer); SELECT 1 / 0;")
    let failure = await #expect(throws: Migrator.Failure.self) { try await migrate([first, failing]) }
    #expect(failure?.description.hasPrefix("migration 0002_two failed and was rolled back: ") == true)
    #expect(try await tables() == ["one", "schema_migrations"])
    #expect(try await migrate([first, second]) == ["0002_two"])
  }

  @Test func `each step is told as soon as it is applied, also before one that fails`() async throws {
    let failing = Schema.Migration(name: "0002_two", sql: "SELECT 1 / 0;")
    var told: [String] = []
    do {
      _ = try await Migrator(owner: pool, clock: Self.clock).run([first, failing]) { told.append($0) }
      Issue.record("a step that divides by zero was applied")
    } catch {
      #expect(error is Migrator.Failure && told == ["0001_one"])
    }
  }

  @Test func `a step does not wait for long for what somebody holds, nor lets others wait behind it`() async throws {
    _ = try await migrate([first])
    let altering = Schema.Migration(name: "0002_two", sql: "ALTER TABLE one ADD COLUMN two integer;")
    let migrator = Migrator(owner: pool, clock: Self.clock, patience: .milliseconds(50))
    try await pool.withConnection { holder in
      _ = try await holder.run([Statement("BEGIN"), Statement("LOCK TABLE one IN ACCESS SHARE MODE")])
      await #expect(throws: Migrator.Failure.locked("0002_two")) { try await migrator.run([first, altering]) }
    }
    #expect(try await migrator.run([first, altering]) == ["0002_two"])
  }

  @Test func `bookings that were made before their length was kept get that of their service`() async throws {
    let deployment = try await EarlierDeployment(before: "0013", with: Self.oldBookings)
    try await deployment.upgrade()
    for office in [9001, 9002] {
      let found = try await deployment.ask(office, Statement("SELECT minutes, version FROM bookings ORDER BY minutes"))
      #expect(
        try found[0].map { [try $0.decode(0, as: Int.self), try $0.decode(1, as: Int.self)] } == [[30, 1], [45, 1]])
    }
  }

  /// Two offices, each with a booking of a half-hour service and one of a longer one.
  private static let oldBookings = """
    BEGIN;
    UPDATE service_types SET minutes = 45 WHERE code = 'interview';
    INSERT INTO offices (id, code, bureau_code, name, phone, time_zone, vendors) VALUES
      (9001, '9001', '13', '東の所', '03-0000-0001', 'Asia/Tokyo', '{zoom}'),
      (9002, '9002', '13', '西の所', '03-0000-0002', 'Asia/Tokyo', '{zoom}');
    DO $$
    DECLARE
      office integer;
    BEGIN
      FOREACH office IN ARRAY ARRAY[9001, 9002] LOOP
        PERFORM enter(office, '2026-01-05 09:00+09', 'test');
        INSERT INTO seekers (office_id, id, name, kana, registration_kind, my_page)
          VALUES (office, md5('seeker')::uuid, '求 一子', 'モトメ イチコ', 'full', true);
        INSERT INTO bookings (
            office_id, id, status, origin, service_code, channel, terms_acknowledged, seeker_id, seeker_name, seeker_kana,
            registration_kind, my_page, declares_device, declares_camera, declares_app, wishes)
          SELECT office, md5(service)::uuid, 'received', 'application', service, 'phone', true, md5('seeker')::uuid,
            '求 一子', 'モトメ イチコ', 'full', true, true, true, true, '{2026-01-13 10:00+09}'
          FROM unnest(ARRAY['consultation', 'interview']) AS service;
      END LOOP;
    END
    $$;
    COMMIT;
    """

  private func migrate(_ migrations: [Schema.Migration]) async throws -> [String] {
    try await Migrator(owner: pool, clock: Self.clock).run(migrations)
  }

  private func tables() async throws -> [String] {
    try await pool.withConnection { connection in
      try await connection.run(
        Statement("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
      ).map { try $0.decode(0, as: String.self) }
    }
  }
}
