import Postgres
import Scheduling

/// A token as an operator knows it: all but its text, which nobody can look up.
public struct IssuedToken: Sendable, Hashable {
  /// What it is called by in the audit and at the command line.
  public let id: TokenID
  /// What its bearer may do.
  public let role: Role
  /// How far it reaches.
  public let scope: Scope
  /// Whom or what it is for.
  public let name: String
  /// The member of staff to whom it belongs, if any.
  public let staff: StaffID?
  /// When it stops working by itself; nil for never.
  public let expiresAt: Instant?
}

extension IssuedToken {
  init(row: Row) throws {
    let kind = try row.decode("scope_kind", as: String.self)
    let code = try row.decode("scope_code", as: String.self)
    guard let scope = Scope(kind: kind, code: code) else { throw StoreFailure.unreadable("tokens") }
    self.init(
      id: try row.decode("id"), role: try row.decode("role"), scope: scope, name: try row.decode("name"),
      staff: try row.decodeIfPresent("staff_id"), expiresAt: try row.decodeIfPresent("expires_at"))
  }
}
