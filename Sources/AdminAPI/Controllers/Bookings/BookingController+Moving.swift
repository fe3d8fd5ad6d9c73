import Hummingbird
import OfficeStore
import Scheduling

/// What moves a firm booking in time, or gives it something else.
extension BookingController {
  var movingOperations: [Operation] {
    let one = "\(Self.path)/{id}"
    let time = [
      "slot": "/start", "past_cutoff": "/start", "unknown_counselor": "/counselor", "unknown_service": "/service",
    ]
    return [
      Operation(
        .post, "\(one)/reschedule", "rescheduleBooking", fields: time, .office(.conductBookings, reschedule)),
      Operation(.post, "\(one)/follow-up", "bookFollowUp", fields: time, .office(.conductBookings, followUp)),
      Operation(
        .post, "\(one)/reassign", "reassignBooking",
        fields: ["unknown_counselor": "/counselor", "unknown_room": "/room", "unknown_licence": "/licence"],
        .office(.reassignBookings, reassign)),
    ]
  }

  private func reschedule(_ call: OfficeCall) async throws -> Response {
    let rescheduling = try call.body(RescheduleRequest.read)
    if rescheduling.override != nil { try requireOverride(of: call.caller) }
    return Response(try await store.reschedule(try call.id(), rescheduling, call.command, answer: answering(call)))
  }

  private func followUp(_ call: OfficeCall) async throws -> Response {
    let followUp = try call.body(FollowUpRequest.read)
    if followUp.override != nil { try requireOverride(of: call.caller) }
    return Response(try await store.followUp(try call.id(), followUp, call.command, answer: creating(call)))
  }

  private func reassign(_ call: OfficeCall) async throws -> Response {
    let reassignment = try call.body(ReassignRequest.read)
    return Response(try await store.reassign(try call.id(), reassignment, call.command, answer: answering(call)))
  }
}
