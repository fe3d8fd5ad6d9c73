import Postgres
import Scheduling

extension Booking {
  /// Takes the row lock that orders the commands on one booking.
  static func lock(_ id: BookingID, in session: Session) -> Statement {
    Statement("SELECT 1 FROM bookings WHERE office_id = $1 AND id = $2 FOR UPDATE", session.office.id, id)
  }

  /// Reads one booking by the clock.
  static func reading(_ id: BookingID, in session: Session) -> Statement {
    Statement("SELECT * FROM booking_readings WHERE office_id = $1 AND id = $2", session.office.id, id)
  }

  /// From a row of `booking_readings`.
  init(row: Row) throws {
    let minutes = try row.decode("minutes", as: Int.self)
    id = try row.decode("id")
    version = try row.decode("version_now")
    status = try row.decode("status_now")
    writtenStatus = try row.decode("status")
    writtenVersion = try row.decode("version")
    origin = try row.decode("origin")
    service = try row.decode("service_code")
    self.minutes = minutes
    wishedCounselor = try row.decodeIfPresent("wished_counselor_id")
    channel = try row.decode("channel")
    createdAt = try row.decode("created_at")
    seeker = Seeker(
      id: try row.decode("seeker_id"), name: try row.decode("seeker_name"), kana: try row.decode("seeker_kana"),
      jobSeekerNumber: try row.decodeIfPresent("job_seeker_number"),
      registrationKind: try row.decode("registration_kind"), hasMyPage: try row.decode("my_page"))
    declarations = Declarations(
      device: try row.decode("declares_device"), camera: try row.decode("declares_camera"),
      app: try row.decode("declares_app"))
    wishes = try row.decode("wishes", as: [Instant].self).map { Slot(start: $0, minutes: minutes) }
    companions = try Companion.list(fromJSON: try row.decode("companions", as: PostgresJSON.self))
    offerNumber = try row.decodeIfPresent("offer_number")
    lapsesAt = try row.decodeIfPresent("lapses_at")
    noShowAt = try row.decodeIfPresent("no_show_at")
    offer = try Offer(row: row)
    agreement = try Agreement(row: row)
    environment = try row.decodeIfPresent("environment", as: PostgresJSON.self).map { answers in
      EnvironmentCheck(
        answers: try EnvironmentAnswers(fromJSON: answers), checkedAt: try row.decode("environment_checked_at"))
    }
    contactedAt = try row.decodeIfPresent("contacted_at")
    joinedAt = try row.decodeIfPresent("joined_at")
    startedAt = try row.decodeIfPresent("started_at")
    endedAt = try row.decodeIfPresent("ended_at")
    outcome = try row.decodeIfPresent("outcome")
    cancellationClass = try row.decodeIfPresent("cancel_class")
    declineGround = try row.decodeIfPresent("decline_ground")
    excusedBy = try row.decodeIfPresent("excused_by")
    rescheduledAt = try row.decodeIfPresent("rescheduled_at")
    nameDiffers = try row.decode("name_differs")
    parent = try row.decodeIfPresent("parent_booking_id")
  }
}

extension Booking.Offer {
  fileprivate init?(row: Row) throws {
    guard let starts = try row.decodeIfPresent("offer_starts", as: [Instant].self) else { return nil }
    let minutes = try row.decode("offer_minutes", as: Int.self)
    self.init(
      slots: starts.map { Slot(start: $0, minutes: minutes) }, vendor: try row.decode("vendor"),
      termsVersion: try row.decode("terms_version_id"), offeredAt: try row.decode("offered_at"),
      waivedRule: try row.decodeIfPresent("waived_rule"), deadline: try row.decode("deadline"))
  }
}

extension Booking.Agreement {
  fileprivate init?(row: Row) throws {
    guard let start = try row.decodeIfPresent("starts_at", as: Instant.self) else { return nil }
    self.init(
      slot: Slot(start: start, end: try row.decode("ends_at")),
      counselor: .init(id: try row.decode("counselor_id"), name: try row.decode("counselor_name")),
      room: .init(id: try row.decode("room_id"), name: try row.decode("room_name")),
      licence: .init(id: try row.decode("licence_id"), name: try row.decode("licence_name")),
      vendor: try row.decode("licence_vendor"), confirmedAt: try row.decode("confirmed_at"))
  }
}
