import Postgres
import Scheduling

/// A supervisor's override of one rule, with the reason that the audit shows.
public struct RuleOverride: Sendable {
  /// The rule that does not count this time.
  public var rule: OverrideRule
  /// Why.
  public var reason: String

  /// An override of `rule`.
  public init(rule: OverrideRule, reason: String) {
    self.rule = rule
    self.reason = reason
  }
}

extension OfficeStore {
  /// The frame of every action on an existing booking: lock it, read it by the clock, write down what fell due, judge.
  ///
  /// - Parameters:
  ///   - judgesByCalendar: whether the calendar and the settings must stay as they are until the commit.
  ///   - extra: further statements of the first round trip.
  ///   - judge: gets the booking as it reads now and the results of `extra`; returns the booking after the action.
  func change(
    _ id: BookingID, _ context: CommandContext,
    judgesByCalendar: Bool = false,
    also extra: @escaping (Session) -> [Statement] = { _ in [] },
    answer: @escaping (Booking, Office) -> Answer,
    judge: @escaping (Session, Booking, ArraySlice<QueryResult>) async throws -> Booking
  ) async throws(DomainError) -> Reply {
    let opening = { (session: Session) in
      (judgesByCalendar ? [OfficeRules.sharedLock(in: session)] : [])
        + [Booking.lock(id, in: session), Booking.reading(id, in: session)] + extra(session)
    }
    return try await command(context, opening: opening, answer: { answer($0, context.office) }) { session, opened in
      let opened = opened.dropFirst(judgesByCalendar ? 1 : 0)
      guard let row = opened.dropFirst().first?.first else { throw DomainError.notFound }
      let booking = try Booking(row: row)
      func judged() async throws -> Booking {
        if let expected = context.expectedVersion, expected != booking.version {
          throw DomainError.versionConflict(current: booking.version)
        }
        return try await judge(session, booking, opened.dropFirst(2))
      }
      guard booking.version != booking.writtenVersion else { return try await judged() }
      _ = try await session.run(booking.writingDownWhatIsDue(in: session))
      do {
        return try await judged()
      } catch let error as DomainError {
        throw RefusalAfterWriting(error: error, subjects: booking.auditSubjects)
      }
    }
  }
}

extension Booking {
  /// When what is due happened; of a booking of which nothing is due, nil or an instant that does not count.
  var due: Instant? { status == .lapsed ? lapsesAt : noShowAt }

  /// Writes the deemed ending: what occurred at the deadline is recorded now. A lapse frees its holds, a no-show keeps
  /// its resources until the slot's end, when the user is told, and counts towards a review.
  func writingDownWhatIsDue(in session: Session) -> [Statement] {
    [
      Statement(
        """
        UPDATE bookings SET version = $3, status = $4, ended_at = $5
        WHERE office_id = $1 AND id = $2
        """, session.office.id, id, version, status, due),
      Statement(
        "DELETE FROM allocations WHERE office_id = $1 AND booking_id = $2 AND kind = 'hold'", session.office.id, id),
      event(
        .init(kind: status.rawValue, to: status, occurredAt: due), from: writtenStatus, version: version, in: session),
    ]
      + (status == .lapsed
        ? Outbox.telling(.lapsed, about: id, version: version, in: session)
        : [Meeting.suspending(id, in: session)]
          + Outbox.telling(.noShow, about: id, version: version, due: agreement?.slot.end, in: session)
          + ReviewFlag.raising(about: id, of: seeker.id, in: session))
  }

  /// What an action appends to the booking's history.
  struct Entry {
    var kind: String
    var to: BookingStatus
    /// Nil: now.
    var occurredAt: Instant?
    var channel: Channel?
    /// Nil: the one of the override, if there is one.
    var reason: String?
    /// A supervisor's reason for setting a rule aside, beside the action's own.
    var overrideReason: String?
    var data = PostgresJSON("{}")
  }

  /// One event, at the version the action made.
  func event(_ entry: Entry, from: BookingStatus?, version: Int, in session: Session) -> Statement {
    Booking.event(entry, of: id, from: from, version: version, in: session)
  }

  static func event(
    _ entry: Entry, of id: BookingID, from: BookingStatus?, version: Int, in session: Session
  ) -> Statement {
    Statement(
      """
      INSERT INTO booking_events (
        office_id, booking_id, version, kind, from_status, to_status, occurred_at, channel, reason, override_reason, data)
      VALUES ($1, $2, $3, $4, $5::text, $6, $7, $8::text, $9::text, $10::text, $11)
      """,
      session.office.id, id, version, entry.kind, from, entry.to, entry.occurredAt ?? session.now, entry.channel,
      entry.reason ?? entry.overrideReason, entry.overrideReason, entry.data)
  }

  /// The booking after an action, from the last result of its round trip.
  static func after(_ results: ArraySlice<QueryResult>) throws -> Booking {
    guard let row = results.last?.first else { throw StoreFailure.unreadable("bookings") }
    return try Booking(row: row)
  }
}
