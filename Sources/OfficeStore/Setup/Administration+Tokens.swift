import Postgres
import Scheduling

/// Why a member of staff got no token.
public enum StaffTokenRefusal: Error, Sendable, Hashable {
  /// There is no such office.
  case unknownOffice
  /// Nobody with that id works in the office.
  case unknownMember
  /// The member has this role, and another one was asked for.
  case otherRole(Role)
}

extension Administration {
  /// Makes a token of nobody and returns its text, which nobody can look up again.
  ///
  /// - Throws: `PostgresError` naming `tokens_scope_fits_role` when the role does not go with the scope.
  public func createToken(role: Role, scope: Scope, name: String, expiresAt: Instant? = nil) async throws -> String {
    let token = APIToken()
    try await transaction { connection in
      let id = TokenID()
      _ = try await connection.run([
        insertion(of: token, id, role: role, scope: scope, name: name, expiresAt: expiresAt, member: nil)
      ])
      try await record("createToken", of: id.uuid, reaching: scope, on: connection)
    }
    return token.text
  }

  /// Makes a token that belongs to a member of an office's staff and returns its text.
  ///
  /// - Parameters:
  ///   - role: the member's role, or nil to take it from there.
  ///   - name: nil for the member's name.
  /// - Throws: `StaffTokenRefusal`.
  public func createToken(
    for member: StaffID, of office: OfficeCode, role: Role? = nil, name: String? = nil, expiresAt: Instant? = nil
  ) async throws -> String {
    let token = APIToken()
    try await transaction { connection in
      let id = try await enter(office, on: connection)
      // held until the commit: who goes meanwhile loses this token too
      let found = try await connection.run(
        Statement(
          "SELECT role, name FROM staff WHERE office_id = $1 AND id = $2 AND retired_at IS NULL FOR SHARE", id, member))
      guard let row = found.first else { throw StaffTokenRefusal.unknownMember }
      let own = try row.decode(0, as: Role.self)
      guard role == nil || role == own else { throw StaffTokenRefusal.otherRole(own) }
      let tokenID = TokenID()
      _ = try await connection.run([
        insertion(
          of: token, tokenID, role: own, scope: .office(office), name: name ?? row.decode(1), expiresAt: expiresAt,
          member: member)
      ])
      try await record("createToken", of: tokenID.uuid, reaching: .office(office), on: connection)
    }
    return token.text
  }

  /// Who works in an office, by name. Throws `StaffTokenRefusal.unknownOffice`.
  public func staff(of office: OfficeCode) async throws -> [StaffMember] {
    try await transaction { connection in
      let id = try await enter(office, on: connection)
      return try await connection.run(
        Statement(
          """
          SELECT id, name, role, counselor_id FROM staff WHERE office_id = $1 AND retired_at IS NULL ORDER BY name, id
          """, id)
      ).map(StaffMember.table.decode)
    }
  }

  private func enter(_ office: OfficeCode, on connection: Connection) async throws -> Int32 {
    guard let row = try await connection.run(Statement("SELECT id FROM offices WHERE code = $1", office.text)).first
    else { throw StaffTokenRefusal.unknownOffice }
    let id = try row.decode(0, as: Int32.self)
    _ = try await connection.run(Statement("SELECT enter($1, $2, 'system_admin:command')", id, clock.now()))
    return id
  }

  private func insertion(
    of token: APIToken, _ id: TokenID, role: Role, scope: Scope, name: String, expiresAt: Instant?, member: StaffID?
  ) -> Statement {
    Statement(
      """
      INSERT INTO tokens (id, hash, role, scope_kind, scope_code, name, created_at, expires_at, staff_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid)
      """,
      id, APIToken.hash(of: token.text), role, scope.kind, scope.code ?? "", name, clock.now(), expiresAt, member
    )
  }
}
