import Postgres
import Scheduling

/// A time in which a counselor, a room or a licence is not there: an absence or a maintenance.
public struct Unavailability<Kind>: Sendable {
  /// Unique within the office.
  public let id: Identifier<Kind>
  /// Who or what is not there.
  public let resource: SessionResource
  /// Its name.
  public let name: String
  /// From when until when; at most 366 days.
  public let slot: Slot
  /// Why, 1–2,000 characters.
  public let reason: String
  /// When it was entered.
  public let createdAt: Instant
  /// Role and token of who did it.
  public let createdBy: String
}

/// 不在 of a counselor.
public typealias Absence = Unavailability<IdentifierKind.Absence>
/// 保守 of a room or a licence.
public typealias Maintenance = Unavailability<IdentifierKind.Maintenance>

/// What is asked for when somebody or something will not be there.
public struct UnavailabilityRequest: Sendable {
  /// Who or what.
  public var resource: SessionResource
  /// From when until when.
  public var slot: Slot
  /// Why.
  public var reason: String
  /// Whether bookings in the way go to others; if not, they refuse it.
  public var reassigns: Bool

  /// A wish to have it out of service.
  public init(resource: SessionResource, slot: Slot, reason: String, reassigns: Bool) {
    self.resource = resource
    self.slot = slot
    self.reason = reason
    self.reassigns = reassigns
  }
}

/// What is to change in an absence or a maintenance; what is nil stays.
public struct UnavailabilityChange: Sendable {
  /// Another start.
  public var start: Instant?
  /// Another end.
  public var end: Instant?
  /// Another reason.
  public var reason: String?
  /// Whether bookings in the way go to others. Those that were left before are tried again; otherwise they stay.
  public var reassigns = false

  /// Changes nothing.
  public init() {}
}

/// What became of the bookings that were in the way.
public struct Rearrangement: Sendable, Hashable {
  /// They are with somebody else, in another room, or have another licence now.
  public var moved: [BookingID] = []
  /// Nothing was free for them, or they are under way: each is a task now.
  public var left: [BookingID] = []

  /// These bookings.
  public init(moved: [BookingID] = [], left: [BookingID] = []) {
    self.moved = moved
    self.left = left
  }
}

extension Unavailability {
  init(row: Row) throws {
    self.init(
      id: try row.decode("id"), resource: try SessionResource(row: row), name: try row.decode("name"),
      slot: Slot(start: try row.decode("starts_at"), end: try row.decode("ends_at")),
      reason: try row.decode("reason"), createdAt: try row.decode("created_at"), createdBy: try row.decode("created_by")
    )
  }
}
