import Foundation
import OfficeStore
import Scheduling
import TestDatabase
import Testing

struct TokenTests {
  private let database: TestDatabase
  private var office: TestOffice { database.nishinomiya }
  private var administration: Administration { Administration(owner: database.owner, clock: database.clock) }

  init() async throws { database = try await TestDatabase.make() }

  @Test func `a token is revoked alone, and the audit of every office that it reached says so`() async throws {
    let text = try await administration.createToken(role: .auditor, scope: .all, name: "監査")
    let namesake = try await administration.createToken(role: .auditor, scope: .office(office.office.code), name: "監査")
    let listed = try await administration.tokens()
    let token = try #require(listed.first { $0.scope == .all && $0.name == "監査" })
    let kobe = try await database.entries(of: database.kobe) {
      let entries = try await database.entries(of: office) {
        let revoked = try await administration.revokeToken(token.id)
        #expect(revoked == token)
      }
      #expect(entries.map(\.operation) == ["revokeToken"] && entries.first?.subject == token.id.uuid)
    }
    #expect(kobe.map(\.operation) == ["revokeToken"])
    #expect(try await database.store.authenticate(token: text) == nil)
    #expect(try await database.store.authenticate(token: namesake) != nil)
    #expect(try await administration.tokens() == listed.filter { $0 != token })
    #expect(try await administration.revokeToken(token.id) == nil)
  }

  @Test func `an office's own tokens are listed as long as they work`() async throws {
    let code = office.office.code
    let end = try #require(Instant(rfc3339: "2026-09-16T10:00:00+09:00"))
    _ = try await administration.createToken(role: .auditor, scope: .all, name: "監査")
    _ = try await administration.createToken(role: .gateway, scope: .office(code), name: "窓口", expiresAt: end)
    #expect(try await administration.tokens(of: code).filter { $0.name == "窓口" }.map(\.expiresAt) == [end])
    #expect(try await administration.tokens(of: code).allSatisfy { $0.scope == .office(code) })
    try office.advance(to: .september(16, 10))
    #expect(try await administration.tokens(of: code).filter { $0.name == "窓口" } == [])
  }
}
