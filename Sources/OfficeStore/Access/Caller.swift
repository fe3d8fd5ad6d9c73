import Foundation
import Scheduling

/// Who asks: the holder of a token.
public struct Caller: Sendable {
  /// The token's own id; never the token.
  public let tokenID: TokenID
  /// What the caller may do.
  public let role: Role
  /// Where the caller may do it.
  public let scope: Scope
  /// The name the token was made with; may be a person's and stays out of logs.
  public let name: String
  /// The member of staff that the token belongs to; nil for a service's and for an anonymous one.
  public let staff: StaffID?
  /// The counselor that the member is, if any.
  public let counselor: CounselorID?

  let expiresAt: Instant?
  /// On what occasion the caller acts this time.
  var occasion = Occasion.commandLine

  /// An operator at the command line, who sets up a deployment and is no token's bearer.
  public static let operatorAtCommandLine = Caller(
    tokenID: TokenID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))), role: .systemAdmin, scope: .all,
    name: "command line", staff: nil, counselor: nil, expiresAt: nil)

  /// False for an anonymous token, which sees no secrets and no companion notes.
  public var isStaff: Bool { staff != nil }

  /// Whether the caller may see what companions need (Art. 12(3)).
  public func readsNotes(of booking: Booking) -> Bool {
    access.readsNotes(ofSessionWith: booking.agreement?.counselor.id)
  }

  /// Whether the caller may see how the booking's meeting is entered (Art. 6(3)).
  public func readsMeeting(of booking: Booking) -> Bool {
    access.readsMeeting(ofSessionWith: booking.agreement?.counselor.id)
  }

  private var access: SessionAccess { SessionAccess(role: role, isStaff: isStaff, counselor: counselor) }

  /// The same caller on one occasion, which the audit then names.
  public func acting(on occasion: Occasion) -> Caller {
    var caller = self
    caller.occasion = occasion
    return caller
  }

  /// What events and audits say about who acted.
  var actor: String { "\(role.rawValue):\(tokenID)" }
}
