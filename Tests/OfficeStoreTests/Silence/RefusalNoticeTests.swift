import OfficeStore
import Postgres
import Scheduling
import TestDatabase
import Testing

@testable import Schema

/// What a refused person is told, and what not.
struct RefusalNoticeTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a notice holds the term and the ground, and never the reason`() async throws {
    let refusal = try await office.refuse(
      try await office.receive().seeker.id, from: .september(16, 8), by: .officeHead)
    let row = try #require(
      try await database.check(
        """
        SELECT facts ->> 'ground', facts ->> 'refused_from', facts ->> 'refused_until', facts::text
        FROM messages WHERE kind = 'refused'
        """
      ).first)
    #expect(try row.decode(0, as: String.self) == "silence")
    #expect(try row.decode(1, as: String.self) == refusal.term.from.rfc3339UTC)
    #expect(try row.decode(2, as: String.self) == refusal.term.until.rfc3339UTC)
    #expect(try !row.decode(3, as: String.self).contains(refusal.reason))
  }

  @Test func `the reasons in notices of before are taken out`() async throws {
    for office in [database.nishinomiya, database.kobe] {
      try await office.refuse(office.receive().seeker.id, from: .september(16, 8), by: .officeHead)
    }
    _ = try await database.check("ALTER TABLE messages DROP CONSTRAINT messages_keep_reasons_inside")
    _ = try await database.check(
      "UPDATE messages SET facts = facts || jsonb_build_object('refusal_reason', '連絡のない欠席')")
    let migration = try #require(Schema.migrations.first { $0.name == "0028_refusal_notices" })
    try await database.owner.withConnection { connection in
      try await connection.execute(script: "BEGIN;\n\(migration.sql)\nCOMMIT;")
    }
    let rows = try await database.check(
      "SELECT facts ? 'refusal_reason', facts ? 'refused_until' FROM messages WHERE kind = 'refused'")
    #expect(rows.count == 2)
    for row in rows {
      #expect(try !row.decode(0, as: Bool.self))
      #expect(try row.decode(1, as: Bool.self))
    }
  }
}
