import Hummingbird
import OfficeStore
import Scheduling

/// お断り: decisions to decline a person's applications for a while (article 6(6), 12(1)).
struct RefusalController {
  let store: OfficeStore

  private static let collection = "refusals"

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(Self.collection)"
    let one = "\(all)/{id}"
    let fields = [
      "unknown_seeker": "/seeker", "slot": "/until", "range_empty": "/until", "range_too_long": "/until",
    ]
    return [
      Operation(.get, all, "listRefusals", takesQuery: true, .office(.readBookings, list)),
      Operation(.post, all, "decideRefusal", fields: fields, .office(.manageRefusals, decide)),
      Operation(.get, one, "getRefusal", .office(.readBookings, read)),
      Operation(.patch, one, "changeRefusal", fields: fields, .office(.manageRefusals, change)),
      Operation(.post, "\(one)/approve", "approveRefusal", .office(.approveRefusals, approve)),
      Operation(
        .post, "\(one)/appeal", "appealRefusal", fields: ["invalid_received_at": "/received_at"],
        .office(.manageRefusals, appeal)),
      Operation(.post, "\(one)/lift", "liftRefusal", .office(.manageRefusals, lift)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let query = try call.query { parameters -> RefusalQuery? in
      var query = RefusalQuery()
      query.statuses = parameters.optional("status", .list(of: TextFormat<RefusalStatus>.choice))
      query.seeker = parameters.optional("seeker", .id())
      (query.limit, query.after) = parameters.page(.arrival())
      return query
    }
    let found = try await store.refusals(query, call.caller, call.office)
    return Page(found, limit: query.limit) { Arrival(at: $0.decision.at, id: $0.id).cursor }
      .response(to: call) { write(&$0, $1, call) }
  }

  private func decide(_ call: OfficeCall) async throws -> Response {
    let decision = try call.body(RefusalRequest.read)
    let reply = try await store.decideRefusal(decision, call.command) { refusal in
      var answer = Answer.created(at: call.path(Self.collection, refusal.id)) { write(&$0, refusal, call) }
      answer.headers.append(Self.tag(refusal))
      return answer
    }
    return Response(reply)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let refusal = try await store.refusal(try call.id(), call.caller, call.office)
    return Response(answering(call)(refusal))
  }

  private func change(_ call: OfficeCall) async throws -> Response {
    let change = try call.body(RefusalChangeRequest.read)
    return Response(try await store.changeRefusal(try call.id(), change, call.command, answer: answering(call)))
  }

  private func approve(_ call: OfficeCall) async throws -> Response {
    try call.emptyBody()
    return Response(try await store.approveRefusal(try call.id(), call.command, answer: answering(call)))
  }

  private func appeal(_ call: OfficeCall) async throws -> Response {
    let appeal = try call.body(AppealRequest.init)
    return Response(
      try await store.appealRefusal(
        try call.id(), appeal.text, receivedAt: appeal.receivedAt, call.command, answer: answering(call)))
  }

  private func lift(_ call: OfficeCall) async throws -> Response {
    let reason = try call.body(LiftRequest.read)
    return Response(try await store.liftRefusal(try call.id(), reason: reason, call.command, answer: answering(call)))
  }

  private func answering(_ call: OfficeCall) -> (Refusal) -> Answer {
    { refusal in .json(headers: [Self.tag(refusal)]) { write(&$0, refusal, call) } }
  }

  private static func tag(_ refusal: Refusal) -> (name: String, value: String) { ("ETag", "\"\(refusal.version)\"") }

  private func write(_ json: inout JSONWriter, _ refusal: Refusal, _ call: OfficeCall) {
    let zone = call.office.zone
    json.member("id", refusal.id.description)
    json.member("version", refusal.version)
    json.member("seeker", refusal.seeker.description)
    json.member("booking", refusal.booking.description)
    json.member("status", refusal.status(at: store.clock.now()).rawValue)
    json.member("ground", refusal.ground.rawValue)
    json.member("reason", refusal.reason)
    json.member("from", refusal.term.from, in: zone)
    json.member("until", refusal.term.until, in: zone)
    json.member("decided_at", refusal.decision.at, in: zone)
    json.member("decided_by", refusal.decision.by)
    json.member("approved_at", refusal.approval?.at, in: zone)
    json.member("approved_by", refusal.approval?.by)
    json.member("noticed_at", refusal.noticedAt, in: zone)
    json.member("appeal", object: refusal.appeal) { json, appeal in
      json.member("text", appeal.text)
      json.member("received_at", appeal.receivedAt, in: zone)
      json.member("entered_at", appeal.entry.at, in: zone)
      json.member("entered_by", appeal.entry.by)
    }
    json.member("lifted_at", refusal.lifting?.act.at, in: zone)
    json.member("lifted_by", refusal.lifting?.act.by)
    json.member("lift_reason", refusal.lifting?.reason)
  }
}
