/// What of a session only those may see who hold it or answer for it: companions' notes (article 12(3)) and the meeting's
/// access (article 6(3)). It is a person's right, so a token of nobody has none of it.
public struct SessionAccess: Sendable, Hashable {
  private let role: Role
  private let isStaff: Bool
  private let counselor: CounselorID?

  /// Of a caller.
  ///
  /// - Parameters:
  ///   - isStaff: whether the token belongs to a member of the office's staff.
  ///   - counselor: the counselor that the member is, if any.
  public init(role: Role, isStaff: Bool, counselor: CounselorID?) {
    self.role = role
    self.isStaff = isStaff
    self.counselor = counselor
  }

  /// Whether the notes about a session's companions may be seen: by the counselor who was agreed on for it, by supervisors
  /// and by the office's head. While nobody is agreed on, it is no counselor's session yet.
  ///
  /// - Parameter session: the counselor agreed on.
  public func readsNotes(ofSessionWith session: CounselorID?) -> Bool {
    guard isStaff else { return false }
    return switch role {
    case .supervisor, .officeHead: true
    case .counselor: counselor != nil && counselor == session
    case .bureauStatistics, .ministryStatistics, .systemAdmin, .auditor, .gateway: false
    }
  }

  /// Whether the meeting's access may be seen: by who may see the notes, and by MyPage, which hands it to the user.
  ///
  /// - Parameter session: the counselor agreed on.
  public func readsMeeting(ofSessionWith session: CounselorID?) -> Bool {
    role == .gateway || readsNotes(ofSessionWith: session)
  }
}
