import Postgres
import Scheduling

extension MessageQueue {
  /// Whether the pool's role is the one that a relay should have, and the database answers it.
  public func examine() async -> Finding {
    let found: (name: String, isExempt: Bool)?
    do throws(DomainError) {
      found = try await onConnection { connection in
        try await connection.run(
          Statement("SELECT rolname::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ).first.map { (try $0.decode(0), try $0.decode(1)) }
      }
    } catch {
      return .wrong(
        "relay", "the database of --relay-url cannot be reached",
        remedy: "check the address, and that madoguchi_relay may log in")
    }
    guard let found, found.name == "madoguchi_relay", !found.isExempt else {
      return .wrong(
        "relay", "connects as \(found?.name ?? "nobody")", remedy: "give --relay-url the role madoguchi_relay")
    }
    return .ok("relay", found.name)
  }
}
