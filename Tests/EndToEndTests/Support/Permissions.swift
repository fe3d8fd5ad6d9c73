/// The contract's "who may", written down a second time and independently of the program: the tests compare.
enum Permissions {
  static let staff: Set = ["counselor", "supervisor", "office_head"]
  static let leads: Set = ["supervisor", "office_head"]
  static let everybody = Set(Demo.roles)

  /// The roles that may; nil when the contract doesn't say, which is a mistake in this table or in the API.
  static func roles(for operation: Contract.Operation) -> Set<String>? {
    let parts = operation.path.split(separator: "/").map(String.init)
    let isRead = operation.method == "GET"
    if operation.path == "/v1/clock" { return isRead ? everybody : ["system_admin"] }
    guard parts.count >= 4, parts[1] == "offices" else { return nil }
    switch parts[3] {
    case "availability", "calendar": return staff.union(["gateway"])
    case "bookings": return booking(parts.count > 5 ? parts[5] : nil, isCollection: parts.count == 4, isRead: isRead)
    case "refusals" where parts.last == "approve": return ["office_head"]
    case "rooms", "counselors", "licences", "services", "hours", "closures", "refusals", "absences", "maintenance",
      "incidents":
      return isRead ? staff : leads
    case "room-reservations", "tasks": return staff
    case "staff": return isRead ? staff.union(["system_admin"]) : ["system_admin"]
    case "policy", "terms", "message-templates": return isRead ? staff : ["office_head"]
    case "messages":
      if parts.last == "acknowledge" { return ["gateway"] }
      return isRead ? staff.union(["gateway"]) : leads
    case "audit": return leads.union(["auditor"])
    case "disclosures", "retention": return isRead ? ["office_head", "auditor"] : ["office_head"]
    case "usage-events": return ["gateway"]
    default: return nil
    }
  }

  private static func booking(_ action: String?, isCollection: Bool, isRead: Bool) -> Set<String> {
    if action == "meeting" { return staff.union(["gateway"]) }
    if isRead { return staff }
    if isCollection { return staff.union(["gateway"]) }
    switch action {
    case "confirm", "withdraw", "cancel", "joined": return staff.union(["gateway"])
    case "reassign": return leads
    default: return staff
    }
  }
}
