/// Who asks for a meeting's credentials, as far as the answer depends on it.
public enum MeetingReader: Sendable, Hashable {
  /// A member of staff who is this counselor, or no counselor.
  case counselor(CounselorID?)
  /// A member of staff who is a supervisor or the office's head.
  case lead
  /// The MyPage system, which passes them on to the user.
  case gateway
  /// The bearer of a token that belongs to nobody, whatever its role.
  case nobody

  /// Article 6(3): they are released only while the booking is firm or its session runs, and only to the session's
  /// counselor, supervisors, the office's head and the gateway.
  ///
  /// - Parameter counselor: the session's; nil while none is agreed.
  /// - Throws: `secretWithheld` before `illegalTransition`: who may not know them learns nothing of the booking either.
  public func requireRelease(of status: BookingStatus, counselor: CounselorID?) throws(DomainError) {
    switch self {
    case .lead, .gateway: break
    case .nobody: throw .secretWithheld
    case .counselor(nil): throw .secretWithheld
    case .counselor(let own):
      if let counselor, counselor != own { throw .secretWithheld }
    }
    guard status == .confirmed || status == .inSession else { throw .illegalTransition(current: status) }
  }
}
