import FoundationEssentials

/// The identifier of a thing of one kind, so that a room's cannot be passed for a counselor's.
public struct Identifier<Kind>: Sendable, Hashable {
  /// The bare UUID.
  public let uuid: UUID

  /// The identifier with that UUID.
  public init(_ uuid: UUID) {
    self.uuid = uuid
  }

  /// A new, random one.
  public init() {
    uuid = UUID()
  }

  /// Nil unless the text is a UUID in its usual form of 36 characters, in either case.
  public init?(_ text: String) {
    guard let uuid = UUID(uuidString: text) else { return nil }
    self.uuid = uuid
  }
}

extension Identifier: CustomStringConvertible {
  /// The canonical form, in lower case.
  public var description: String { uuid.uuidString.lowercased() }
}

extension Identifier: Comparable {
  /// In the order of the canonical form, which is PostgreSQL's; it says nothing about age.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.uuid < rhs.uuid
  }
}
