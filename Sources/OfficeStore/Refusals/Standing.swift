import Postgres
import Scheduling

/// How a person stands with an office: what a supervisor who was asked to look finds (Art. 6(6)).
public struct Standing: Sendable, Hashable {
  /// Who.
  public let seeker: SeekerID
  /// Deemed cancellations that count now.
  public let noShows: Int
  /// Terminations that count now.
  public let terminations: Int
  /// From when on, exclusively, they count.
  public let since: Instant
  /// At how many a review is asked for.
  public let threshold: Int
  /// Whether that many are there.
  public let isReviewDue: Bool
  /// The refusal that is in force.
  public let refusal: RefusalID?
}

extension OfficeStore {
  /// How the person of a booking stands; `notFound` when the office has none with this id.
  public func standing(
    ofPersonOf booking: BookingID, _ caller: Caller, _ office: Office
  ) async throws(DomainError) -> Standing {
    let statements = { (session: Session) in
      [
        PolicyRecord.reading(in: session),
        Statement(
          """
          SELECT b.seeker_id, (
            SELECT r.id FROM refusals_by_the_clock r
            WHERE r.office_id = $1 AND r.seeker_id = b.seeker_id AND r.status_now = 'in_force')
          FROM bookings b WHERE b.office_id = $1 AND b.id = $2
          """, session.office.id, booking),
        Statement(
          """
          SELECT o.status_now, coalesce(o.ended_at, o.no_show_at)
          FROM bookings b JOIN bookings_by_the_clock o ON o.office_id = $1 AND o.seeker_id = b.seeker_id
          WHERE b.office_id = $1 AND b.id = $2 AND o.status_now IN ('no_show', 'terminated')
          """, session.office.id, booking),
      ]
    }
    return try await read(caller, office, auditing: .booking(booking), statements) { session, results in
      let results = Array(results)
      guard let person = results[1].first, let settings = results[0].first else { throw DomainError.notFound }
      let policy = try PolicyRecord.policy(from: settings)
      let endings = try results[2].map {
        (status: try $0.decode(0, as: BookingStatus.self), at: try $0.decode(1, as: Instant.self))
      }
      func count(_ status: BookingStatus) -> Int {
        RefusalReview.count(endings.filter { $0.status == status }.map(\.at), at: session.now, policy: policy)
      }
      let (noShows, terminations) = (count(.noShow), count(.terminated))
      return Standing(
        seeker: try person.decode(0), noShows: noShows, terminations: terminations,
        since: RefusalReview.windowStart(at: session.now, policy: policy), threshold: policy.refusalReviewThreshold,
        isReviewDue: RefusalReview.isDue(count: noShows + terminations, policy: policy),
        refusal: try person.decodeIfPresent(1))
    }
  }
}
