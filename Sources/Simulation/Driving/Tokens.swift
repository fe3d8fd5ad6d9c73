import Scheduling

/// Whose tokens an office's part is played with.
struct Tokens: Sendable {
  /// The roles that play it without being anybody.
  static let roles: [Role] = [.counselor, .supervisor, .officeHead, .gateway]

  /// Tokens of nobody; that of `system_admin` is everybody's.
  var roles: [Role: String] = [:]
  /// Those of the members of staff who are counselors, in their order.
  var members: [String] = []
  /// That of a supervisor by name.
  var lead: String?

  /// What a folder calls the token of the n-th counselor, and of the supervisor.
  static func name(ofMember number: Int) -> String { "staff-\(number + 1)" }
  static let nameOfLead = "staff-lead"
}
