import Randomness
import Testing

@testable import Postgres

struct DecodingTests {
  private struct OfficeID: RawRepresentable, Hashable, PostgresCodable {
    let rawValue: Int32
  }

  private enum Status: String, PostgresCodable {
    case offered, confirmed
  }

  private func decode<T: PostgresDecodable>(_ sql: StaticString, as: T.Type) async throws -> PostgresDecodingError? {
    let row = try await connect().run(Statement(sql))[0]
    return await postgresError { try row.decode(0, as: T.self) }?.decodingError
  }

  @Test func `another type is refused`() async throws {
    #expect(try await decode("SELECT 1::int4", as: String.self) == .typeMismatch(.int4))
    #expect(try await decode("SELECT '1'::text", as: Int.self) == .typeMismatch(.text))
    #expect(try await decode("SELECT array['1']", as: [Int].self) == .typeMismatch(.text))
    #expect(try await decode("SELECT now()::timestamp", as: PostgresTimestamp.self) != nil)
  }

  @Test func `what a type cannot hold is refused`() async throws {
    #expect(try await decode("SELECT 'infinity'::timestamptz", as: PostgresTimestamp.self) == .unrepresentable)
    #expect(try await decode("SELECT '-infinity'::timestamptz", as: PostgresTimestamp.self) == .unrepresentable)
    #expect(try await decode("SELECT '294276-12-31'::timestamptz", as: PostgresTimestamp.self) == .unrepresentable)
    #expect(try await decode("SELECT 'infinity'::date", as: PostgresDate.self) == .unrepresentable)
    #expect(try await decode("SELECT '-infinity'::date", as: PostgresDate.self) == .unrepresentable)
    #expect(try await decode("SELECT '[now,now]'::tstzrange", as: PostgresTimestampRange.self) == .unrepresentable)
    #expect(try await decode("SELECT '[now,infinity)'::tstzrange", as: PostgresTimestampRange.self) == .unrepresentable)
    #expect(try await decode("SELECT array[[1],[2]]", as: [Int].self) == .unrepresentable)
    #expect(try await decode("SELECT 40000::int4", as: Int16.self) == .unrepresentable)
  }

  @Test func `narrower integers are read into wider ones`() async throws {
    let row = try await connect().run(Statement("SELECT 1::int2, 2::int4, 3::int8"))[0]
    #expect(try [0, 1, 2].map { try row.decode($0, as: Int.self) } == [1, 2, 3])
    #expect(try row.decode(2, as: Int16.self) == 3)
  }

  @Test func `NULL needs a place`() async throws {
    let row = try await connect().run(Statement("SELECT NULL::int4 AS a, array[1, NULL]"))[0]
    #expect(try row.decodeIfPresent("a", as: Int.self) == nil)
    #expect(await postgresError { try row.decode("a", as: Int.self) }?.decodingError == .unexpectedNull)
    #expect(await postgresError { try row.decode(1, as: [Int].self) }?.decodingError == .unexpectedNull)
    #expect(try row.decode(1, as: [Int?].self) == [1, nil])
  }

  @Test func `a column that is not there is named`() async throws {
    let row = try await connect().run(Statement("SELECT 1"))[0]
    #expect(await postgresError { try row.decode("b", as: Int.self) }?.column == "b")
    #expect(await postgresError { try row.decode(7, as: Int.self) }?.column == "7")
    #expect(await postgresError { try row.decode(-1, as: Int.self) }?.code == .decoding)
  }

  @Test func `raw values make identifiers and enumerations codable`() async throws {
    let row = try await connect().run(
      Statement(
        "SELECT $1::int4, $2::text, $3::int4[]", OfficeID(rawValue: 2804), Status.offered, [OfficeID(rawValue: 1)]))[0]
    #expect(try row.decode(0, as: OfficeID.self).rawValue == 2804)
    #expect(try row.decode(1, as: Status.self) == .offered)
    #expect(try row.decode(2, as: [OfficeID].self) == [OfficeID(rawValue: 1)])
    #expect(try await decode("SELECT 'lapsed'", as: Status.self) == .unrepresentable)
  }

  @Test func `bytes that are cut off or too many are refused, whatever the type`() {
    let types: [(any PostgresDecodable.Type, PostgresType)] = [
      (Bool.self, .bool), (Int.self, .int8), (Int16.self, .int2), (Int32.self, .int4), (Double.self, .float8),
      (PostgresTimestamp.self, .timestamptz), (PostgresDate.self, .date), (PostgresTime.self, .time),
      (PostgresTimestampRange.self, .tstzrange), ([Int].self, .int8.array), ([String?].self, .text.array),
    ]
    var random = SplitMix64(seed: 1)
    for (type, oid) in types {
      for count in [0, 3, 5, 7, 9, 23, 40] {
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        bytes.withUnsafeBytes { bytes in _ = try? type.init(postgres: bytes, type: oid) }
      }
    }
    let long: [UInt8] = Array(repeating: 1, count: 9)
    #expect(throws: PostgresDecodingError.malformed) {
      try long.withUnsafeBytes { try Int(postgres: $0, type: .int8) }
    }
  }

  @Test func `an array that claims more elements than it has bytes reserves no memory for them`() {
    var buffer = PostgresBuffer()
    for field in [1, 0, Int32(PostgresType.int8.oid), .max, 1] { buffer.append(field) }
    #expect(throws: PostgresDecodingError.malformed) {
      try buffer.bytes.withUnsafeBytes { try [Int](postgres: $0, type: .int8.array) }
    }
  }
}
