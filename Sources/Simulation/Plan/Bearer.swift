import Scheduling

/// Whose token a request is sent with.
enum Bearer: Sendable, Hashable {
  /// One of the role that belongs to nobody.
  case role(Role)
  /// That of the session's own counselor, as the last answer about the booking told, and that of another one.
  case counselorOf(booking: Int), colleagueOf(booking: Int)
  /// That of a supervisor who works in the office.
  case lead

  static let counselor = Bearer.role(.counselor)
  static let supervisor = Bearer.role(.supervisor)
  static let officeHead = Bearer.role(.officeHead)
  static let gateway = Bearer.role(.gateway)
  static let systemAdmin = Bearer.role(.systemAdmin)
}
