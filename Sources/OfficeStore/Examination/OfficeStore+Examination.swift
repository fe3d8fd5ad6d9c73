import Crypto
import Foundation
import Postgres
import Scheduling
import Schema

extension OfficeStore {
  /// Looks over a deployment as the service's own role: server, roles, schema, row-level security, clock, room for the
  /// pool, keys, and what each office needs to work.
  ///
  /// - Parameter poolSize: connections that one service opens at most, in all its roles.
  public func examine(poolSize: Int) async throws(DomainError) -> [Finding] {
    var findings = try await onConnection { connection in
      try await [
        Examination.server(connection), Examination.ownRole(connection), Examination.roles(connection),
        Examination.schema(connection), Examination.rowSecurity(connection), Examination.clock(connection),
        Examination.connections(connection, poolSize: poolSize), Finding.log(connection),
      ]
    }
    findings.append(.keys(keys, sealing: try await boxesByKey()))
    let offices = try await allOffices()
    for office in offices { findings += try await examine(office) }
    if offices.isEmpty {
      findings.append(.warning("offices", "there is none yet", remedy: "madoguchi office import FILE.csv"))
    } else {
      findings.append(.ok("offices", "\(offices.count)"))
    }
    return findings
  }

  /// What an office lacks to offer a time.
  private func examine(_ office: Office) async throws(DomainError) -> [Finding] {
    let statements = { (session: Session) in
      [
        TermsVersion.inForce(in: session),
        Statement(
          """
          SELECT
            EXISTS (SELECT FROM counselors WHERE office_id = $1 AND retired_at IS NULL),
            EXISTS (SELECT FROM rooms WHERE office_id = $1 AND retired_at IS NULL),
            EXISTS (SELECT FROM licences WHERE office_id = $1 AND retired_at IS NULL),
            EXISTS (SELECT FROM weekly_hours WHERE office_id = $1 AND retired_at IS NULL)
          """, session.office.id),
      ]
    }
    return try await read(.operatorAtCommandLine, office, auditing: .nobody, statements) { _, results in
      var lacking = try ["counselor", "room", "licence", "hours"].enumerated().filter { index, _ in
        try results.last?.first?.decode(index, as: Bool.self) != true
      }.map(\.element)
      if results.first?.first == nil { lacking.append("terms in force") }
      guard !lacking.isEmpty else { return [] }
      return [
        .warning(
          "office \(office.code)", "has no \(lacking.joined(separator: ", no "))",
          remedy: "madoguchi terms publish, and the set-up routes of the API; until then nothing can be offered")
      ]
    }
  }
}

/// The looks, each one statement.
private enum Examination {
  static func server(_ connection: Connection) async throws -> Finding {
    let row = try await connection.run(Statement("SELECT current_setting('server_version_num')::integer")).first
    let version = try row?.decode(0, as: Int.self) ?? 0
    return version >= 150_000
      ? .ok("server", "PostgreSQL \(version / 10_000)")
      : .wrong("server", "PostgreSQL \(version / 10_000)", remedy: "PostgreSQL 15 or later is needed")
  }

  static func ownRole(_ connection: Connection) async throws -> Finding {
    let row = try await connection.run(
      Statement("SELECT rolname::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).first
    let name = try row?.decode(0, as: String.self) ?? "nobody"
    guard try row?.decode(1, as: Bool.self) == false, name == "madoguchi_app" else {
      return .wrong("role", "the service connects as \(name)", remedy: "give --database-url the role madoguchi_app")
    }
    return .ok("role", name)
  }

  static func roles(_ connection: Connection) async throws -> Finding {
    let rows = try await connection.run(
      Statement(
        """
        SELECT wanted.name FROM unnest($1::text[]) AS wanted (name) LEFT JOIN pg_roles r ON r.rolname = wanted.name
        WHERE r.oid IS NULL OR r.rolsuper OR r.rolbypassrls
          OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
        ORDER BY 1
        """, ["madoguchi_owner", "madoguchi_app", "madoguchi_region", "madoguchi_relay", "madoguchi_maintenance"]))
    let wrong = try rows.map { try $0.decode(0, as: String.self) }
    return wrong.isEmpty
      ? .ok("roles", "five, none above row-level security")
      : .wrong(
        "roles", "missing, or above row-level security: \(wrong.joined(separator: ", "))",
        remedy: "psql -f sql/roles.sql as the cluster's administrator; take SUPERUSER, BYPASSRLS and memberships away")
  }

  static func schema(_ connection: Connection) async throws -> Finding {
    let known = Dictionary(
      uniqueKeysWithValues: Schema.migrations.map { ($0.name, Array(SHA256.hash(data: Array($0.sql.utf8)))) })
    let rows = try await connection.run(Statement("SELECT name, sha256 FROM schema_migrations"))
    let applied = try Dictionary(
      uniqueKeysWithValues: rows.map { (try $0.decode(0, as: String.self), try $0.decode(1, as: [UInt8].self)) })
    let missing = Set(known.keys).subtracting(applied.keys).sorted()
    let strange = applied.filter { known[$0.key] != $0.value }.keys.sorted()
    if !strange.isEmpty {
      return .wrong(
        "schema", "edited or unknown: \(strange.joined(separator: ", "))",
        remedy: "run the version of madoguchi that this database was migrated with, or a newer one")
    }
    if !missing.isEmpty {
      return .wrong("schema", "not applied: \(missing.joined(separator: ", "))", remedy: "madoguchi migrate")
    }
    return .ok("schema", "\(applied.count) migrations, unedited")
  }

  static func rowSecurity(_ connection: Connection) async throws -> Finding {
    let rows = try await connection.run(
      Statement(
        """
        SELECT c.relname::text FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND EXISTS (SELECT FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attname = 'office_id' AND NOT a.attisdropped)
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND $1::regrole = ANY (p.polroles))
            AND NOT EXISTS (SELECT FROM pg_policy p
              WHERE p.polrelid = c.oid AND (p.polroles && ARRAY[$1::regrole::oid, 0])
                AND coalesce(pg_get_expr(p.polqual, p.polrelid), '') NOT LIKE '%app.office_id%'))
        ORDER BY 1
        """, "madoguchi_app"))
    let open = try rows.map { try $0.decode(0, as: String.self) }
    return open.isEmpty
      ? .ok("row-level security", "forced on every table of an office")
      : .wrong(
        "row-level security", "not forced, or not bound to one office: \(open.joined(separator: ", "))",
        remedy:
          "stop the service; ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; see sql/migrations")
  }

  static func clock(_ connection: Connection) async throws -> Finding {
    let before = Date()
    let row = try await connection.run(Statement("SELECT extract(epoch FROM clock_timestamp())::float8")).first
    let middle = (before.timeIntervalSince1970 + Date().timeIntervalSince1970) / 2
    let skew = abs((try row?.decode(0, as: Double.self) ?? 0) - middle)
    let text = "database and this machine are \(Int(skew.rounded())) s apart"
    if skew < 2 { return .ok("clock", text) }
    return skew < 60
      ? .warning("clock", text, remedy: "let both follow a time server")
      : .wrong("clock", text, remedy: "let both follow a time server: deadlines are judged by this machine's clock")
  }

  static func connections(_ connection: Connection, poolSize: Int) async throws -> Finding {
    let row = try await connection.run(
      Statement(
        """
        SELECT current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer,
          (SELECT count(*) FROM pg_stat_activity
            WHERE datname IS NOT NULL AND NOT starts_with(usename::text, 'madoguchi_'))
        """)
    ).first
    let available = try row?.decode(0, as: Int.self) ?? 0
    let others = try row?.decode(1, as: Int.self) ?? 0
    let machines = max(0, available - others) / max(1, poolSize)
    let text = "\(available) available, \(others) taken by others, \(poolSize) a service: room for \(machines)"
    return machines > 0
      ? .ok("connections", text)
      : .wrong(
        "connections", text, remedy: "lower --pool-size, raise max_connections, or put PgBouncer before the server")
  }
}
