import Randomness
import Foundation
import Testing

@testable import Postgres

/// Every value that goes to the server comes back, and the server reads it as we mean it.
struct RoundTripTests {
  private func check<T: PostgresCodable & Equatable>(_ sql: StaticString, _ values: [T]) async throws {
    let connection = try await connect()
    let results = try await connection.run(values.map { Statement(sql, $0) })
    for (value, result) in zip(values, results) {
      #expect(try result[0].decode(0, as: T.self) == value)
    }
  }

  private func many<T>(_ extremes: [T], seed: UInt64 = 7, _ make: (inout SplitMix64) -> T) -> [T] {
    var random = SplitMix64(seed: seed)
    return extremes + (0..<200).map { _ in make(&random) }
  }

  @Test func `integers come back as they went`() async throws {
    try await check("SELECT $1::int2", many([.min, -1, 0, .max]) { Int16.random(in: .min ... .max, using: &$0) })
    try await check("SELECT $1::int4", many([.min, -1, 0, .max]) { Int32.random(in: .min ... .max, using: &$0) })
    try await check("SELECT $1::int8", many([.min, -1, 0, .max]) { Int64.random(in: .min ... .max, using: &$0) })
    try await check("SELECT $1::int8", many([.min, -1, 0, .max]) { Int.random(in: .min ... .max, using: &$0) })
  }

  @Test func `booleans and floating point come back as they went`() async throws {
    try await check("SELECT $1::boolean", [true, false])
    let extremes = [0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi]
    try await check("SELECT $1::float8", many(extremes) { Double.random(in: -1e300...1e300, using: &$0) })
    let connection = try await connect()
    #expect(try await connection.run(Statement("SELECT $1::float8", Double.nan))[0].decode(0, as: Double.self).isNaN)
    #expect(try await connection.run(Statement("SELECT 0.5::real"))[0].decode(0, as: Double.self) == 0.5)
  }

  @Test func `texts come back as they went`() async throws {
    let texts = many(["", " ", "'; DROP TABLE t; --", "\\", "職安 太郎", "👩‍👩‍👧", "\u{10FFFF}", "\u{1}"]) { random in
      String(
        String.UnicodeScalarView((0..<20).compactMap { _ in Unicode.Scalar(.random(in: 1...0x2FFFF, using: &random)) }))
    }
    try await check("SELECT $1::text", texts)
    try await check("SELECT $1::varchar", texts)
  }

  @Test func `bytes, identifiers and JSON come back as they went`() async throws {
    try await check("SELECT $1::bytea", many([[], Array(0...255)]) { [UInt8.random(in: 0...255, using: &$0)] })
    try await check("SELECT $1::uuid", (0..<100).map { _ in UUID() })
    try await check("SELECT $1::jsonb", [#"{"a": [1, "二", null]}"#, "null", #""""#].map { PostgresJSON($0) })
    let connection = try await connect()
    let json = try await connection.run(Statement("SELECT '{ \"a\":1}'::json"))[0]
    #expect(try json.decode(0, as: PostgresJSON.self).text == #"{ "a":1}"#)
    #expect(try json.decode(0, as: String.self) == #"{ "a":1}"#)
  }

  @Test func `instants come back, from the first of the calendar to the last`() async throws {
    let first = PostgresTimestamp(microsecondsSince1970: -210_866_803_200_000_000)
    let last = PostgresTimestamp(microsecondsSince1970: 9_223_371_999_999_999_999)
    let zero = PostgresTimestamp(microsecondsSince1970: 0)
    try await check(
      "SELECT $1::timestamptz",
      many([first, last, zero, .init(microsecondsSince1970: -1)]) {
        PostgresTimestamp(microsecondsSince1970: .random(in: -1 << 56...1 << 56, using: &$0))
      })
  }

  @Test func `the server reads instants, dates and times as we mean them`() async throws {
    let connection = try await connect()
    let row = try await connection.run(
      Statement(
        """
        SELECT $1 = '2026-09-18T09:00:00.000001+09:00'::timestamptz, $2 = '2026-09-18'::date, $3 = '23:59:59.5'::time,
          $4 = '[2026-09-18T09:00+09:00,2026-09-18T09:30+09:00)'::tstzrange, $5 = '(,)'::tstzrange, isempty($6)
        """,
        PostgresTimestamp(microsecondsSince1970: 1_789_689_600_000_001), PostgresDate(daysSince1970: 20714),
        PostgresTime(microsecondsSinceMidnight: 86_399_500_000),
        PostgresTimestampRange(
          lower: .init(microsecondsSince1970: 1_789_689_600_000_000),
          upper: .init(microsecondsSince1970: 1_789_691_400_000_000)),
        PostgresTimestampRange(lower: nil, upper: nil), PostgresTimestampRange.empty))[0]
    for column in 0..<6 { #expect(try row.decode(column, as: Bool.self), "column \(column)") }
  }

  @Test func `dates and times of day come back as they went`() async throws {
    try await check(
      "SELECT $1::date",
      many([-2_440_588, 2_145_031_948, 0, 19_782].map { PostgresDate(daysSince1970: $0) }) {
        PostgresDate(daysSince1970: .random(in: -1_000_000...1_000_000, using: &$0))
      })
    try await check(
      "SELECT $1::time",
      many([0, 1, 86_399_999_999, 86_400_000_000].map { PostgresTime(microsecondsSinceMidnight: $0) }) {
        PostgresTime(microsecondsSinceMidnight: .random(in: 0..<86_400_000_000, using: &$0))
      })
  }

  @Test func `spans of time come back as they went`() async throws {
    let instant = PostgresTimestamp(microsecondsSince1970: 1_789_689_600_000_000)
    let open: [PostgresTimestampRange] = [
      .empty, .init(lower: nil, upper: nil), .init(lower: instant, upper: nil), .init(lower: nil, upper: instant),
    ]
    try await check(
      "SELECT $1::tstzrange",
      many(open) { random in
        let length = Int64.random(in: 1...1 << 40, using: &random)
        let upper = PostgresTimestamp(microsecondsSince1970: instant.microsecondsSince1970 + length)
        return PostgresTimestampRange(lower: instant, upper: upper)
      })
  }

  @Test func `arrays come back, with and without NULL`() async throws {
    try await check("SELECT $1::int8[]", many([[], [.min, .max]]) { [Int.random(in: .min ... .max, using: &$0)] })
    try await check("SELECT $1::int2[]", [[1, 2, .max] as [Int16]])
    try await check("SELECT $1::int4[]", [[nil, 1, nil, .min], []] as [[Int32?]])
    try await check("SELECT $1::int8[]", [[nil, 1]] as [[Int64?]])
    try await check("SELECT $1::text[]", [["", "{}", "a,b", "NULL", "窓"]])
    try await check("SELECT $1::text[]", [[nil, "NULL"]] as [[String?]])
    try await check("SELECT $1::boolean[]", [[true, false]])
    try await check("SELECT $1::float8[]", [[1.5, -.infinity]])
    try await check("SELECT $1::uuid[]", [[UUID(), UUID()]])
    try await check("SELECT $1::bytea[]", [[[], [0, 255]]] as [[[UInt8]]])
    try await check("SELECT $1::jsonb[]", [[PostgresJSON("[1, 2]")]])
    try await check("SELECT $1::date[]", [[PostgresDate(daysSince1970: 1)]])
    try await check("SELECT $1::time[]", [[PostgresTime(microsecondsSinceMidnight: 1)]])
    try await check("SELECT $1::timestamptz[]", [[PostgresTimestamp(microsecondsSince1970: 1), nil]])
    try await check("SELECT $1::tstzrange[]", [[PostgresTimestampRange.empty, .init(lower: nil, upper: nil)]])
  }
}
