import Foundation
import Postgres
import Scheduling

/// Which bookings a list is asked for; every condition that is given must hold.
public struct BookingQuery: Sendable {
  /// Statuses by the clock; nil: any.
  public var statuses: [BookingStatus]?
  /// Agreed starts from this instant on; what has no agreed start is left out.
  public var from: Instant?
  /// Agreed starts before this instant.
  public var to: Instant?
  /// The counselor agreed on.
  public var counselor: CounselorID?
  /// The person.
  public var seeker: SeekerID?
  /// At most this many, 1…200.
  public var limit = 50
  /// Only what comes after the last one of the page before.
  public var after: Arrival<IdentifierKind.Booking>?

  /// Everything, oldest first.
  public init() {}
}

/// What happened to a booking: one entry a version.
public struct BookingEvent: Sendable {
  /// The version it made.
  public let version: Int
  /// What was done: `booking_events_kind_is_known` lists the kinds.
  public let kind: String
  /// The status before; nil for the first one.
  public let from: BookingStatus?
  /// The status after.
  public let to: BookingStatus
  /// When it happened.
  public let occurredAt: Instant
  /// When it was entered; never before it happened.
  public let recordedAt: Instant
  /// Role and token of who did it, or "clock".
  public let actor: String
  /// How a contact came.
  public let channel: Channel?
  /// The reason given; a supervisor's, when the action has none of its own.
  public let reason: String?
  /// The rule that a supervisor set aside for it.
  public let override: OverrideRule?
  /// Why the supervisor did.
  public let overrideReason: String?
  /// The incident that an office's cancellation goes back to (Art. 9).
  public let incident: IncidentID?
  /// The refusal for which an application was declined at once (Art. 6(6)).
  public let refusal: RefusalID?
  /// What a correction changed, by its place in the request; never a value.
  public let fields: [String]
}

extension OfficeStore {
  /// One booking by the clock; `notFound` when the office has none with this id.
  public func booking(_ id: BookingID, _ caller: Caller, _ office: Office) async throws(DomainError) -> Booking {
    try await read(caller, office, auditing: .booking(id), { [Booking.reading(id, in: $0)] }) { _, results in
      guard let row = results.first?.first else { throw DomainError.notFound }
      return try Booking(row: row)
    }
  }

  /// Bookings in the order they came, one more than `limit` when there is a next page.
  public func bookings(_ query: BookingQuery, _ caller: Caller, _ office: Office) async throws(DomainError) -> [Booking]
  {
    let entries = (0...(keys?.ids.count ?? 0)).map { _ in UUID() }
    return try await read(
      caller, office, auditing: .listed { query.entry(entries, in: $0) },
      { [BookingQuery.page(ofEntries: entries, in: $0)] }
    ) { _, results in
      try results.first?.map(Booking.init(row:)) ?? []
    }
  }

  /// The history of a booking, oldest first, one more than `limit` when there is a next page; a deadline that has passed
  /// is in it, written down or not.
  ///
  /// - Parameter version: only what came after it.
  public func events(
    of id: BookingID, after version: Int = 0, limit: Int = 200, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> [BookingEvent] {
    let statements = { (session: Session) in
      [
        Statement("SELECT 1 FROM bookings WHERE office_id = $1 AND id = $2", session.office.id, id),
        Statement(
          """
          SELECT version, kind, from_status, to_status, occurred_at, recorded_at, actor, channel, reason,
            data ->> 'override', override_reason, (data ->> 'incident')::uuid, (data ->> 'refusal')::uuid,
            ARRAY(SELECT jsonb_array_elements_text(data -> 'fields'))
          FROM booking_event_readings WHERE office_id = $1 AND booking_id = $2 AND version > $3
          ORDER BY version LIMIT $4
          """, session.office.id, id, version, limit + 1),
      ]
    }
    return try await read(caller, office, auditing: .booking(id), statements) { _, results in
      guard results.first?.first != nil else { throw DomainError.notFound }
      return try results.last?.map(BookingEvent.init(row:)) ?? []
    }
  }
}

extension BookingEvent {
  fileprivate init(row: Row) throws {
    self.init(
      version: try row.decode(0), kind: try row.decode(1), from: try row.decodeIfPresent(2), to: try row.decode(3),
      occurredAt: try row.decode(4), recordedAt: try row.decode(5), actor: try row.decode(6),
      channel: try row.decodeIfPresent(7), reason: try row.decodeIfPresent(8), override: try row.decodeIfPresent(9),
      overrideReason: try row.decodeIfPresent(10), incident: try row.decodeIfPresent(11),
      refusal: try row.decodeIfPresent(12), fields: try row.decode(13))
  }
}
