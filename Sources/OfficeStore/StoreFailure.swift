import Postgres
import Scheduling

/// The one place where what the database says becomes what the domain says: by constraint name and SQLSTATE, never by
/// message text.
enum StoreFailure: Error {
  /// A row holds what this version of the code cannot read; names the table, never the value.
  case unreadable(String)

  static func domainError(for error: any Error) -> DomainError {
    if let error = error as? DomainError { return error }
    if let error = error as? KeyRingError { return error.refusal }
    guard let error = error as? PostgresError else { return .unexpected }
    if let constraint = error.constraint, let known = RefusalByConstraint.all[withoutShard(constraint)] { return known }
    switch error.sqlState {
    case .lockNotAvailable?, .deadlockDetected?, .serializationFailure?, .exclusionViolation?:
      return .busy(retryAfterMilliseconds: 1000)
    case .readOnlyTransaction?: return .databaseUnavailable
    case let state? where state.isShortage: return .databaseUnavailable
    default:
      return error.isConnectionFailure || error.code == .timedOut || error.code == .cancelled
        ? .databaseUnavailable : .unexpected
    }
  }

  /// Citus names the shard's constraint, `…_102065`.
  private static func withoutShard(_ constraint: String) -> String {
    guard let underscore = constraint.lastIndex(of: "_") else { return constraint }
    let tail = constraint[constraint.index(after: underscore)...]
    return !tail.isEmpty && tail.allSatisfy(\.isNumber) ? String(constraint[..<underscore]) : constraint
  }
}

extension KeyRingError {
  /// What a command that needs the secret tells.
  fileprivate var refusal: DomainError {
    if case .unknownKey = self { .keysMissing } else { .unexpected }
  }
}
