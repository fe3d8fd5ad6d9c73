import OfficeStore
import Scheduling

/// How a booking and its parts are told.
extension JSONWriter {
  /// An instant in the office's zone; null when there is none.
  mutating func member(_ name: StaticString, _ instant: Instant?, in zone: OfficeZone) {
    member(name, instant?.rfc3339(in: zone))
  }

  /// `start` and `end` of a slot.
  mutating func times(of slot: Slot, in zone: OfficeZone) {
    member("start", slot.start, in: zone)
    member("end", slot.end, in: zone)
  }

  /// The members of a booking.
  ///
  /// - Parameter showsNotes: whether the asker may see what companions need: see `SessionAccess`.
  mutating func booking(_ booking: Booking, of office: Office, showsNotes: Bool) {
    let zone = office.zone
    member("id", booking.id.description)
    member("office", office.code.text)
    member("status", booking.status.rawValue)
    member("version", booking.version)
    member("origin", booking.origin.rawValue)
    member("parent_booking_id", booking.parent?.description)
    member("service", booking.service)
    member("minutes", booking.minutes)
    member("channel", booking.channel.rawValue)
    member("created_at", booking.createdAt, in: zone)
    member("seeker", object: booking.seeker) { $0.seeker($1) }
    member("declarations", object: booking.declarations) { json, declarations in
      json.member("device", declarations.device)
      json.member("camera", declarations.camera)
      json.member("app", declarations.app)
    }
    member("wishes", objects: booking.wishes) { $0.times(of: $1, in: zone) }
    member("wished_counselor", booking.wishedCounselor?.description)
    member("companions", objects: booking.companions) { json, companion in
      json.member("role", companion.role.rawValue)
      json.member("language", companion.language)
      json.member("note", showsNotes ? companion.note : nil)
      json.member("late", companion.isLate)
    }
    member("offer", object: booking.offer) { $0.offer($1, in: zone) }
    agreement(booking.agreement, in: zone)
    member("environment", object: booking.environment) { $0.environment($1, in: zone) }
    member("contacted_at", booking.contactedAt, in: zone)
    member("joined_at", booking.joinedAt, in: zone)
    member("started_at", booking.startedAt, in: zone)
    member("ended_at", booking.endedAt, in: zone)
    member("outcome", booking.outcome)
    member("cancellation_class", booking.cancellationClass?.rawValue)
    member("decline_ground", booking.declineGround?.rawValue)
    member("excused_by", booking.excusedBy?.description)
    member("flags", strings: booking.flags.map(\.rawValue))
  }

  /// What whoever applies is told; beside the booking in the answer to an application, and nowhere else.
  mutating func notices(_ notices: [ApplicationNotice]) {
    member("notices", objects: notices) { json, notice in
      json.member("code", notice.rawValue)
      json.member("text_ja", notice.japanese)
      json.member("text_en", notice.english)
    }
  }

  private mutating func environment(_ check: Booking.EnvironmentCheck, in zone: OfficeZone) {
    member("answers", object: check.answers) { json, answers in
      json.member("uninfected", answers[.uninfected])
      json.member("connection", answers[.connection])
      json.member("os", answers[.os])
      json.member("firewall", answers[.firewall])
      json.member("no_file_sharing", answers[.noFileSharing])
      json.member("antivirus", answers[.antivirus])
      json.member("app_ready", answers[.appReady])
      json.member("connection_tested", answers[.connectionTested])
      json.member("software_current", answers[.softwareCurrent])
      json.member("private_place", answers[.privatePlace])
    }
    member("checked_at", check.checkedAt, in: zone)
    member("advice", strings: check.answers.concerns.map(\.advice.code))
    member("concerns", objects: check.answers.concerns) { json, question in
      json.member("question", question.rawValue)
      json.member("advice", question.advice.code)
      json.member("text_ja", question.advice.japanese)
      json.member("text_en", question.advice.english)
    }
  }

  private mutating func seeker(_ seeker: Booking.Seeker) {
    member("id", seeker.id.description)
    member("name", seeker.name)
    member("kana", seeker.kana)
    member("job_seeker_number", seeker.jobSeekerNumber)
    member("registration_kind", seeker.registrationKind.rawValue)
    member("my_page", seeker.hasMyPage)
  }

  private mutating func offer(_ offer: Booking.Offer, in zone: OfficeZone) {
    member("slots", objects: offer.slots) { $0.times(of: $1, in: zone) }
    member("vendor", offer.vendor.rawValue)
    member("terms_version", offer.termsVersion.description)
    member("offered_at", offer.offeredAt, in: zone)
    member("deadline", offer.deadline, in: zone)
  }

  private mutating func agreement(_ agreement: Booking.Agreement?, in zone: OfficeZone) {
    member("start", agreement?.slot.start, in: zone)
    member("end", agreement?.slot.end, in: zone)
    member("counselor", object: agreement?.counselor) { $0.named($1) }
    member("room", object: agreement?.room) { $0.named($1) }
    member("licence", object: agreement) { json, agreement in
      json.member("vendor", agreement.vendor.rawValue)
      json.named(agreement.licence)
    }
    member("confirmed_at", agreement?.confirmedAt, in: zone)
  }

  /// An id and the name that people know it by.
  mutating func named<ID: CustomStringConvertible>(_ named: Booking.Named<ID>) {
    self.named(named.id.description, named.name)
  }

  /// The same of its parts.
  mutating func named(_ id: String, _ name: String) {
    member("id", id)
    member("name", name)
  }

  /// The members of an event.
  mutating func event(_ event: BookingEvent, in zone: OfficeZone) {
    member("version", event.version)
    member("kind", event.kind)
    member("from", event.from?.rawValue)
    member("to", event.to.rawValue)
    member("occurred_at", event.occurredAt, in: zone)
    member("recorded_at", event.recordedAt, in: zone)
    member("actor", event.actor)
    member("channel", event.channel?.rawValue)
    member("reason", event.reason)
    member("override", object: event.override) { json, rule in
      json.member("rule", rule.rawValue)
      json.member("reason", event.overrideReason)
    }
    member("incident", event.incident?.description)
    member("refusal", event.refusal?.description)
    member("fields", strings: event.fields)
  }
}
