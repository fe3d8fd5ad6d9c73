import Crypto
import Postgres
import Scheduling

extension OfficeStore {
  /// The caller that `token` belongs to; nil when there is none, or it is revoked or expired.
  ///
  /// An answer is remembered for five seconds, so a revocation takes that long to be seen everywhere.
  public func authenticate(token: String) async throws(DomainError) -> Caller? {
    let hash = APIToken.hash(of: token)
    let now = clock.now()
    if let caller = callers.value(for: hash), caller.expiresAt.map({ $0 > now }) ?? true { return caller }
    let found = try await onConnection { connection in
      try await connection.run(
        Statement(
          "SELECT id, role, scope_kind, scope_code, name, expires_at, staff_id FROM authenticate($1, $2)", hash, now)
      ).first.map(Caller.init(row:))
    }
    if let found { callers.keep(found, for: hash) }
    return found
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
      staff: try row.decodeIfPresent("staff_id"), expiresAt: try row.decodeIfPresent("expires_at"))
  }
}
