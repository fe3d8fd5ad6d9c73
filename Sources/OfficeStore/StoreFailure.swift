import Postgres
import Scheduling

/// The one place where what the database says becomes what the domain says: by constraint name and SQLSTATE, never by
/// message text.
enum StoreFailure: Error {
  /// A row holds what this version of the code cannot read; names the table, never the value.
  case unreadable(String)

  /// Constraint → domain error. A constraint that input can reach after validation stands here.
  private static let byConstraint: [String: DomainError] = [
    "allocations_counselor_is_free": .slotTaken(bookings: []),
    "allocations_room_is_free": .slotTaken(bookings: []),
    "allocations_licence_is_free": .slotTaken(bookings: []),
    "allocations_seeker_is_free": .seekerBusy,
    "counselors_name_key": .duplicateName,
    "rooms_name_key": .duplicateName,
    "licences_name_key": .duplicateName,
    "counselor_services_service_fkey": .unknownService,
    "bookings_service_fkey": .unknownService,
  ]

  static func domainError(for error: any Error) -> DomainError {
    if let error = error as? DomainError { return error }
    guard let error = error as? PostgresError else { return .unexpected }
    if let constraint = error.constraint, let known = byConstraint[withoutShard(constraint)] { return known }
    switch error.sqlState {
    case .lockNotAvailable?, .deadlockDetected?, .serializationFailure?, .exclusionViolation?:
      return .busy(retryAfterMilliseconds: 1000)
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
