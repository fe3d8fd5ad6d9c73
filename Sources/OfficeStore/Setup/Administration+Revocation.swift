import Postgres
import Scheduling

extension Administration {
  /// The tokens that work now, by scope and name.
  ///
  /// - Parameter office: whose tokens alone; nil for all, those of bureaus and of everything among them.
  public func tokens(of office: OfficeCode? = nil) async throws -> [IssuedToken] {
    try await pool.withConnection { connection in
      try await connection.run(
        Statement(
          """
          SELECT id, role, scope_kind, scope_code, name, staff_id, expires_at FROM tokens
          WHERE (revoked_at IS NULL OR revoked_at > $1) AND (expires_at IS NULL OR expires_at > $1)
            AND ($2::text IS NULL OR (scope_kind = 'office' AND scope_code = $2))
          ORDER BY scope_kind, scope_code, name, id
          """, clock.now(), office?.text)
      ).map(IssuedToken.init(row:))
    }
  }

  /// Takes one token away, which is refused everywhere within five seconds, and leaves an entry in the audit of every
  /// office that it reached.
  ///
  /// - Returns: what was revoked; nil when there is no such token, or it was revoked before.
  public func revokeToken(_ id: TokenID) async throws -> IssuedToken? {
    try await transaction { connection in
      let revoked = try await connection.run(
        Statement(
          """
          UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND (revoked_at IS NULL OR revoked_at > $2)
          RETURNING id, role, scope_kind, scope_code, name, staff_id, expires_at
          """, id, clock.now()))
      guard let row = revoked.first else { return nil }
      let token = try IssuedToken(row: row)
      try await record("revokeToken", of: id.uuid, reaching: token.scope, on: connection)
      return token
    }
  }
}
