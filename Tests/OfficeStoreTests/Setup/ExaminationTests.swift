import OfficeStore
import TestDatabase
import Testing

/// What `madoguchi doctor` finds, each time with one thing broken.
struct ExaminationTests {
  private let database: TestDatabase

  init() async throws { database = try await TestDatabase.make() }

  private func wrong(poolSize: Int = 4) async throws -> [String] {
    try await database.store.examine(poolSize: poolSize).filter { $0.verdict == .wrong }.map(\.subject)
  }

  private func breaking(_ sql: String) async throws {
    try await database.superuser.withConnection { try await $0.execute(script: sql) }
  }

  @Test func `a deployment as it should be has nothing wrong`() async throws {
    let findings = try await database.store.examine(poolSize: 4)
    #expect(findings.allSatisfy { $0.verdict == .ok }, "\(findings)")
    #expect(findings.count == 10)
  }

  @Test(arguments: [
    "ALTER TABLE bookings NO FORCE ROW LEVEL SECURITY", "ALTER TABLE tasks DISABLE ROW LEVEL SECURITY",
    "DROP POLICY rooms_app ON rooms", "CREATE POLICY rooms_open ON rooms TO madoguchi_app USING (true)",
    "CREATE POLICY tasks_open ON tasks TO PUBLIC USING (true)",
  ])
  func `a table that does not keep offices apart is found`(sql: String) async throws {
    try await breaking(sql)
    #expect(try await wrong() == ["row-level security"])
  }

  @Test func `an edited and a missing migration are found`() async throws {
    try await breaking("UPDATE schema_migrations SET sha256 = '\\x00' WHERE name = '0012_tasks'")
    #expect(try await wrong() == ["schema"])
    try await breaking("DELETE FROM schema_migrations WHERE name = '0012_tasks'")
    #expect(try await wrong() == ["schema"])
  }

  @Test(arguments: [
    "log_parameter_max_length_on_error = 100", "log_statement = ''all''", "log_min_duration_statement = ''1 h''",
    "log_transaction_sample_rate = 0.001",
  ])
  func `a server that logs values is found`(setting: String) async throws {
    try await breaking("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET \(setting)', current_database()); END $$")
    #expect(try await wrong() == ["PostgreSQL's log"])
  }

  @Test func `a server that logs statements without their values is not`() async throws {
    for setting in ["log_min_duration_statement = 0", "log_parameter_max_length = 0"] {
      try await breaking(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET \(setting)', current_database()); END $$")
    }
    #expect(try await wrong().isEmpty)
  }

  @Test func `a pool larger than the server is found`() async throws {
    #expect(try await wrong(poolSize: 100_000) == ["connections"])
  }

  @Test func `connections that others hold are not there for a service`() async throws {
    try await database.superuser.withConnection { _ in
      let found = try await database.store.examine(poolSize: 4).first { $0.subject == "connections" }
      let text = try #require(found?.text)
      let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
      try #require(numbers.count == 4, "available, taken by others, a service, room for: \(text)")
      #expect(numbers[1] > 0 && numbers[3] == (numbers[0] - numbers[1]) / 4, "\(text)")
    }
  }

  @Test func `an office that can offer nothing is a warning, with what it lacks`() async throws {
    _ = try await database.addOffice("2701", bureau: "27")
    let warnings = try await database.store.examine(poolSize: 4).filter { $0.verdict == .warning }
    #expect(warnings.map(\.subject) == ["office 2701"])
    #expect(warnings.first?.text == "has no counselor, no room, no licence, no terms in force")
  }

  @Test func `a sealed audit is well, an old tail a warning, an edited entry wrong`() async throws {
    let office = database.nishinomiya
    _ = try await office.receive()
    for code in [database.nishinomiya, database.kobe] { try await database.seal(code) }
    let well = try await database.store.examineAudit(.quick)
    #expect(well.map(\.subject) == ["audit", "sealing"] && well.allSatisfy { $0.verdict == .ok }, "\(well)")

    _ = try await office.receive()
    try office.advance(to: .september(16, 10))
    let late = try await database.store.examineAudit(.quick).filter { $0.verdict != .ok }
    #expect(late.map(\.verdict) == [.warning] && late.first?.subject == "sealing")
    #expect(late.first.flatMap { Int($0.text.split(separator: " ").dropLast(2).last ?? "") }.map { $0 >= 3590 } == true)

    try await breaking(
      """
      SET session_replication_role = replica;
      DELETE FROM audit_entries WHERE office_id = \(office.office.id) AND operation = 'command' AND role = 'gateway';
      RESET session_replication_role
      """)
    let wrong = try await database.store.examineAudit(.quick).filter { $0.verdict == .wrong }
    #expect(wrong.map(\.subject) == ["audit 2804"] && wrong.first?.text.hasPrefix("batch ") == true, "\(wrong)")
    let heads = try await database.store.examineAudit(.whole).filter { $0.text.contains("has the hash") }
    #expect(Set(heads.map(\.subject)) == ["audit 2804", "audit 2801"])
  }
}
