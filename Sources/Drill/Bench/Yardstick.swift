import Foundation
import Postgres
import Stage

/// What PostgreSQL itself can do: pgbench with the statements of a confirmation, in the same round trips, as the
/// service's role, on rows like the service's own.
struct Yardstick {
  static let clients = 16

  let database: Database
  let office: Int
  /// Rows made so far for each client.
  private var made = 0

  /// Equips a bare office like the measured one: one counselor, room and licence for each client.
  init(office code: String, database: Database) async throws {
    self.database = database
    let connection = try await database.connect()
    guard let row = try await connection.run(Statement("SELECT id FROM offices WHERE code = $1", code)).first else {
      throw DrillError("there is no office \(code)")
    }
    office = try row.decode(0)
    _ = try await connection.run(
      Self.inOffice(
        office,
        [
          Statement(
            """
            INSERT INTO counselors (office_id, id, name)
            SELECT $1, ('00000000-0000-4000-8001-' || lpad(c::text, 12, '0'))::uuid, '相談員' || c
            FROM generate_series(0, $2 - 1) AS c
            """, office, Self.clients),
          Statement(
            """
            INSERT INTO counselor_services (office_id, counselor_id, service_code)
            SELECT office_id, id, 'consultation' FROM counselors WHERE office_id = $1
            """, office),
          Statement(
            """
            INSERT INTO rooms (office_id, id, name)
            SELECT $1, ('00000000-0000-4000-8002-' || lpad(c::text, 12, '0'))::uuid, 'ブース' || c
            FROM generate_series(0, $2 - 1) AS c
            """, office, Self.clients),
          Statement(
            """
            INSERT INTO licences (office_id, id, vendor, name)
            SELECT $1, ('00000000-0000-4000-8003-' || lpad(c::text, 12, '0'))::uuid, 'zoom', 'Zoom-' || c
            FROM generate_series(0, $2 - 1) AS c
            """, office, Self.clients),
          Statement(
            """
            INSERT INTO licence_credentials (office_id, id, licence_id, key_id, box)
            SELECT office_id, id, id, 'bench', decode(repeat('5a', 160), 'hex') FROM licences WHERE office_id = $1
            """, office),
        ]))
  }

  /// Makes `count` offered bookings for each client.
  mutating func prepare(_ count: Int) async throws {
    try await prepare(made..<made + count)
    made += count
  }

  /// Confirms the last `count` bookings of each client with pgbench; returns confirmations per second.
  func rate(_ count: Int) async throws -> Double {
    try await rate([PackageResources.confirm_sql], count)
  }

  /// Takes `count` new applications of each client to their confirmation, with the reads on the way; returns requests per
  /// second.
  mutating func dayRate(_ count: Int) async throws -> Double {
    made += count
    let scripts = [PackageResources.apply_sql, PackageResources.offer_sql, PackageResources.confirm_sql]
    return try await rate(scripts, count) * Double(DayRate.requests)
  }

  private func rate(_ scripts: [[UInt8]], _ count: Int) async throws -> Double {
    let script = database.directory + "/yardstick.sql"
    let bound = try scripts.map { try BoundScript(String(decoding: $0, as: UTF8.self)).text }
    try Data(bound.joined().utf8).write(to: URL(fileURLWithPath: script))
    let output = try await Self.pgbench([
      "-h", database.directory, "-p", "5432", "-U", "madoguchi_app", "-n", "-c", "\(Self.clients)", "-j", "2",
      "-M", "prepared", "-t", "\(count)", "-D", "office=\(office)", "-D", "i=\(made - count - 1)", "-f", script,
      "madoguchi",
    ])
    let line = output.split(separator: "\n").first { $0.hasPrefix("tps = ") }
    guard let rate = line?.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) }) else {
      throw StageError("pgbench failed: \(output.suffix(500))")
    }
    let confirmed = try await database.connect().run(
      Statement("SELECT count(*) FROM bookings WHERE office_id = $1 AND status = 'confirmed'", office)
    ).first?.decode(0, as: Int.self)
    guard confirmed == made * Self.clients else { throw StageError("pgbench did not confirm what it counted") }
    return rate
  }

  private static func inOffice(_ office: Int, _ statements: [Statement]) -> [Statement] {
    [Statement("BEGIN"), Statement("SELECT enter($1::integer, '2026-09-16 00:00:00+00', 'drill')", office)] + statements
      + [Statement("COMMIT")]
  }

  private static func pgbench(_ arguments: [String]) async throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pgbench"] + arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Yardstick {
  /// Offered bookings with their holds, events and offers, as the service writes them.
  private func prepare(_ numbers: Range<Int>) async throws {
    let (from, to) = (numbers.lowerBound, numbers.upperBound - 1)
    _ = try await database.connect().run(
      Self.inOffice(
        office,
        [
          Statement(
            """
            CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS
            SELECT c * 1000000 + i AS k, c,
              timestamptz '2026-09-17 00:00:00+00' + (i % 50 + 1) * interval '1 day' + i / 50 * interval '30 minutes' AS start,
              ('00000000-0000-4000-8000-' || lpad((c * 1000000 + i)::text, 12, '0'))::uuid AS id,
              ('00000000-0000-4000-8004-' || lpad((c * 1000000 + i)::text, 12, '0'))::uuid AS seeker
            FROM generate_series(0, $3::integer) AS c, generate_series($1::integer, $2::integer) AS i
            """, from, to, Self.clients - 1),
          Statement(
            """
            INSERT INTO seekers (office_id, id, name, kana, job_seeker_number, registration_kind, my_page)
            SELECT $1, seeker, '職安 太郎', 'ショクアン タロウ', '28990-' || lpad(k::text, 8, '0'), 'full', true FROM wanted
            """, office),
          Statement(
            """
            INSERT INTO bookings (
              office_id, id, status, origin, service_code, channel, terms_acknowledged, seeker_id, seeker_name, seeker_kana,
              seeker_number_typed, registration_kind, my_page, declares_device, declares_camera, declares_app, minutes,
              wishes)
            SELECT $1, id, 'received', 'application', 'consultation', 'my_page', true, seeker, '職安 太郎', 'ショクアン タロウ',
              '28990-' || lpad(k::text, 8, '0'), 'full', true, true, true, true, 30, ARRAY[start]
            FROM wanted
            """, office),
          Statement(
            """
            INSERT INTO booking_events (office_id, booking_id, version, kind, to_status, occurred_at, channel)
            SELECT $1, id, 1, 'received', 'received', app_now(), 'my_page' FROM wanted
            """, office),
          Statement(
            """
            INSERT INTO offers (office_id, booking_id, number, starts, minutes, vendor, terms_version_id, deadline)
            SELECT $1, id, 1, ARRAY[start], 30, 'zoom', (SELECT min(t.id::text)::uuid FROM terms_versions t),
              '2026-09-18 15:00:00+00' FROM wanted
            """, office),
          Statement(
            """
            UPDATE bookings b SET version = 2, status = 'offered', offer_number = 1, lapses_at = '2026-09-18 15:00:00+00'
            FROM wanted w WHERE b.office_id = $1 AND b.id = w.id
            """, office),
          Statement(
            """
            INSERT INTO booking_events (office_id, booking_id, version, kind, from_status, to_status, occurred_at)
            SELECT $1, id, 2, 'offered', 'received', 'offered', app_now() FROM wanted
            """, office),
          Statement(
            """
            INSERT INTO allocations (
              office_id, id, kind, during, starts_at, counselor_id, room_id, licence_id, seeker_id, booking_id, expires_at)
            SELECT $1, id, 'hold', tstzrange(start, start + interval '30 minutes'), start,
              ('00000000-0000-4000-8001-' || lpad(c::text, 12, '0'))::uuid,
              ('00000000-0000-4000-8002-' || lpad(c::text, 12, '0'))::uuid,
              ('00000000-0000-4000-8003-' || lpad(c::text, 12, '0'))::uuid, seeker, id, '2026-09-18 15:00:00+00'
            FROM wanted
            """, office),
        ]))
  }
}
