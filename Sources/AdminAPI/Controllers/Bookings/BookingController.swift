import Hummingbird
import OfficeStore
import Scheduling

/// 予約: takes applications and carries them through their life.
struct BookingController {
  let store: OfficeStore

  static let path = "/v1/offices/{office}/bookings"

  var operations: [Operation] {
    let (all, one) = (Self.path, "\(Self.path)/{id}")
    return [
      Operation(
        .post, all, "receiveApplication",
        fields: [
          "slot": "/wishes/#/start", "unknown_service": "/service",
          "job_seeker_number_required": "/seeker/job_seeker_number", "unknown_counselor": "/counselor",
        ],
        .office(.createBookings, receive)),
      Operation(.get, all, "listBookings", takesQuery: true, .office(.readBookings, list)),
      Operation(.post, "\(all)/search", "searchBookings", takesQuery: true, .office(.readBookings, search)),
      Operation(.get, one, "getBooking", .office(.readBookings, read)),
      Operation(.get, "\(one)/events", "listBookingEvents", takesQuery: true, .office(.readBookings, events)),
      Operation(.get, "\(one)/consents", "listConsents", takesQuery: true, .office(.readBookings, consents)),
      Operation(
        .post, "\(one)/offer", "offerBooking",
        fields: [
          "slot": "/slots/#/start", "overlapping_slots": "/slots", "too_many_candidates": "/slots",
          "past_cutoff": "/slots", "vendor_not_enabled": "/vendor",
        ],
        .office(.conductBookings, offer)),
      Operation(
        .post, "\(one)/confirm", "confirmBooking",
        fields: ["slot": "/start", "not_offered": "/start", "invalid_received_at": "/received_at"],
        .office(.confirmBookings, confirm)),
      Operation(.post, "\(one)/start", "startSession", .office(.conductBookings, start)),
      Operation(.post, "\(one)/complete", "completeSession", .office(.conductBookings, complete)),
      Operation(
        .post, "\(one)/cancel", "cancelBooking", fields: ["channel_not_allowed": "/channel"],
        .office(.cancelBookings, cancel)),
    ] + lifeOperations + movingOperations + silenceOperations
  }

  private func receive(_ call: OfficeCall) async throws -> Response {
    let application = try call.body(ApplicationRequest.read)
    let creating = creating(call, telling: ApplicationNotice.allCases)
    return Response(try await store.receive(application, call.command, answer: creating))
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let booking = try await store.booking(try call.id(), call.caller, call.office)
    return Response(Self.answer(booking, call.office, to: call.caller))
  }

  private func offer(_ call: OfficeCall) async throws -> Response {
    let proposal = try call.body(OfferRequest.read)
    if proposal.override != nil { try requireOverride(of: call.caller) }
    return Response(try await store.offer(try call.id(), proposal, call.command, answer: answering(call)))
  }

  private func confirm(_ call: OfficeCall) async throws -> Response {
    let confirmation = try call.body(ConfirmRequest.read)
    if confirmation.override != nil { try requireOverride(of: call.caller) }
    if confirmation.receivedAt != nil, !call.caller.role.may(.backdateContacts) { throw Problem.forbidden }
    return Response(try await store.confirm(try call.id(), confirmation, call.command, answer: answering(call)))
  }

  private func start(_ call: OfficeCall) async throws -> Response {
    try call.emptyBody()
    return Response(try await store.start(try call.id(), call.command, answer: answering(call)))
  }

  private func complete(_ call: OfficeCall) async throws -> Response {
    let completion = try call.body(CompleteRequest.init)
    return Response(
      try await store.complete(try call.id(), outcome: completion.outcome, call.command, answer: answering(call)))
  }

  private func cancel(_ call: OfficeCall) async throws -> Response {
    let cancellation = try call.body(CancelRequest.read)
    // 所都合 is the office's own word; MyPage relays what users say.
    if cancellation.by == .office, !call.caller.role.isOfficeStaff { throw Problem.forbidden }
    return Response(try await store.cancel(try call.id(), cancellation, call.command, answer: answering(call)))
  }

  func requireOverride(of caller: Caller) throws(DomainError) {
    guard caller.role.may(.overrideRules) else { throw .overrideNotAllowed }
  }

  func answering(_ call: OfficeCall) -> (Booking, Office) -> Answer {
    { Self.answer($0, $1, to: call.caller) }
  }

  /// The same for a booking that the request has made.
  ///
  /// - Parameter notices: what the person who applied is to be told.
  func creating(_ call: OfficeCall, telling notices: [ApplicationNotice] = []) -> (Booking, Office) -> Answer {
    { booking, office in
      var answer = Self.answer(booking, office, to: call.caller, telling: notices)
      answer.status = 201
      answer.headers.append(("Location", call.path("bookings", booking.id)))
      return answer
    }
  }

  /// A booking with its version as the entity tag.
  static func answer(
    _ booking: Booking, _ office: Office, to caller: Caller, telling notices: [ApplicationNotice] = []
  ) -> Answer {
    .json(headers: [("ETag", "\"\(booking.version)\"")]) { json in
      json.booking(booking, of: office, showsNotes: caller.readsNotes(of: booking))
      if !notices.isEmpty { json.notices(notices) }
    }
  }
}
