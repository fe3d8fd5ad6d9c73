import Crypto
import Postgres
import Scheduling

extension OfficeStore {
  /// The caller that `token` belongs to; nil when there is none, or it is revoked or expired.
  ///
  /// An answer is remembered for five seconds, so a revocation takes that long to be seen everywhere, and so does a member
  /// who becomes another counselor.
  public func authenticate(token: String) async throws(DomainError) -> Caller? {
    let hash = APIToken.hash(of: token)
    let now = clock.now()
    if let caller = callers.value(for: hash), caller.expiresAt.map({ $0 > now }) ?? true { return caller }
    let found = try await onConnection { connection in
      try await connection.run([
        Statement("BEGIN READ ONLY"), Caller.entering(hash, at: now), Caller.reading(hash, at: now),
        Statement("COMMIT"),
      ])[2].first.map(Caller.init(row:))
    }
    if let found { callers.keep(found, for: hash) }
    return found
  }
}

extension Caller {
  /// Enters the office whose member the token belongs to: nobody else sees a row of its staff.
  fileprivate static func entering(_ hash: [UInt8], at now: Instant) -> Statement {
    Statement(
      """
      SELECT enter(o.id, $2, 'authentication')
      FROM authenticate($1, $2) t JOIN offices o ON t.scope_kind = 'office' AND o.code = t.scope_code
      WHERE t.staff_id IS NOT NULL
      """, hash, now)
  }

  fileprivate static func reading(_ hash: [UInt8], at now: Instant) -> Statement {
    Statement(
      """
      SELECT t.id, t.role, t.scope_kind, t.scope_code, t.name, t.expires_at, t.staff_id, s.counselor_id
      FROM authenticate($1, $2) t
        LEFT JOIN offices o ON t.scope_kind = 'office' AND o.code = t.scope_code
        LEFT JOIN staff s ON s.office_id = o.id AND s.id = t.staff_id
      """, hash, now)
  }
}

extension Caller {
  fileprivate init(row: Row) throws {
    let role = try row.decode("role", as: String.self)
    let kind = try row.decode("scope_kind", as: String.self)
    let code = try row.decode("scope_code", as: String.self)
    guard let role = Role(rawValue: role), let scope = Scope(kind: kind, code: code) else {
      throw StoreFailure.unreadable("tokens")
    }
    self.init(
      tokenID: TokenID(try row.decode("id")), role: role, scope: scope, name: try row.decode("name"),
      staff: try row.decodeIfPresent("staff_id"), counselor: try row.decodeIfPresent("counselor_id"),
      expiresAt: try row.decodeIfPresent("expires_at"))
  }
}
