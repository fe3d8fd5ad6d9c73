import Hummingbird
import OfficeStore
import Scheduling

/// What may happen to a booking beside offer, confirmation and session: other endings, signs of life, corrections.
extension BookingController {
  var lifeOperations: [Operation] {
    let one = "\(Self.path)/{id}"
    return [
      Operation(
        .patch, one, "amendBooking", fields: ["slot": "/wishes/#/start", "seeker_busy": "/seeker/job_seeker_number"],
        .office(.conductBookings, amend)),
      Operation(.post, "\(one)/withdraw", "withdrawBooking", .office(.withdrawBookings, withdraw)),
      Operation(.post, "\(one)/decline", "declineBooking", .office(.conductBookings, decline)),
      Operation(.post, "\(one)/terminate", "terminateSession", .office(.conductBookings, terminate)),
      Operation(
        .post, "\(one)/contact", "recordContact", fields: ["invalid_received_at": "/received_at"],
        .office(.conductBookings, contact)),
      Operation(
        .post, "\(one)/joined", "recordJoining", fields: ["invalid_joined_at": "/at"],
        .office(.recordJoining, joined)),
      Operation(
        .post, "\(one)/environment-check", "checkEnvironment", .office(.conductBookings, checkEnvironment)),
      Operation(.post, "\(one)/no-show/reverse", "reverseNoShow", .office(.reverseNoShows, reverseNoShow)),
    ]
  }

  private func amend(_ call: OfficeCall) async throws -> Response {
    let amendment = try call.body(AmendRequest.read)
    return Response(try await store.amend(try call.id(), amendment, call.command, answer: answering(call)))
  }

  private func withdraw(_ call: OfficeCall) async throws -> Response {
    let withdrawal = try call.body(WithdrawRequest.read)
    return Response(try await store.withdraw(try call.id(), withdrawal, call.command, answer: answering(call)))
  }

  private func decline(_ call: OfficeCall) async throws -> Response {
    let request = try call.body(DeclineRequest.init)
    return Response(
      try await store.decline(
        try call.id(), ground: request.ground, reason: request.reason, call.command, answer: answering(call)))
  }

  private func terminate(_ call: OfficeCall) async throws -> Response {
    let reason = try call.body(TerminateRequest.read)
    return Response(try await store.terminate(try call.id(), reason: reason, call.command, answer: answering(call)))
  }

  private func contact(_ call: OfficeCall) async throws -> Response {
    let contact = try call.body(ContactRequest.read)
    if contact.receivedAt != nil, !call.caller.role.may(.backdateContacts) { throw Problem.forbidden }
    return Response(try await store.contact(try call.id(), contact, call.command, answer: answering(call)))
  }

  private func joined(_ call: OfficeCall) async throws -> Response {
    let request = try call.body(JoinedRequest.init)
    return Response(
      try await store.joined(try call.id(), at: request.instant, call.command, answer: answering(call)))
  }

  private func checkEnvironment(_ call: OfficeCall) async throws -> Response {
    let answers = try call.body(EnvironmentCheckRequest.read)
    return Response(try await store.checkEnvironment(try call.id(), answers, call.command, answer: answering(call)))
  }

  private func reverseNoShow(_ call: OfficeCall) async throws -> Response {
    let request = try call.body(ReversalRequest.init)
    return Response(
      try await store.reverseNoShow(
        try call.id(), to: request.target, reason: request.reason, call.command, answer: answering(call)))
  }
}
