import Foundation

/// What was asked, without what somebody put into the address: `GET bookings/{id}/events`.
struct Route: Sendable, Hashable {
  /// The method, and the path below the office's.
  let key: String
  /// The first id in the path, in lower case.
  let id: String?

  init(_ method: String, _ path: String) {
    var parts = path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    if parts.count > 3, parts[0] == "v1", parts[1] == "offices" { parts.removeFirst(3) }
    id = parts.first { UUID(uuidString: $0) != nil }?.lowercased()
    let names = parts.map { part in
      if UUID(uuidString: part) != nil { return "{id}" }
      return Self.isWord(part) ? part : "…"
    }
    key = "\(method) \(names.joined(separator: "/"))"
  }

  /// As the contract's paths have them. Anything else may be a value, and is not repeated.
  private static func isWord(_ part: String) -> Bool {
    part.utf8.count <= 20 && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x2E }
  }
}
