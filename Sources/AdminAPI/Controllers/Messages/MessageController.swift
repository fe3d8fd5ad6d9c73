import Hummingbird
import OfficeStore
import Scheduling

/// The outbox: staff see how far messages have come, the gateway fetches them, a supervisor sends one once more.
struct MessageController {
  let store: OfficeStore
  /// Nil where nobody can make texts: the gateway then gets none.
  let tell: TellMessage?

  var operations: [Operation] {
    let all = "/v1/offices/{office}/messages"
    let one = "\(all)/{id}"
    return [
      Operation(.get, all, "listMessages", takesQuery: true, .office(.readMessages, list)),
      Operation(.get, one, "getMessage", .office(.readMessages, read)),
      Operation(.post, "\(one)/acknowledge", "acknowledgeMessage", .office(.acknowledgeMessages, acknowledge)),
      Operation(.post, "\(one)/redeliver", "redeliverMessage", .office(.redeliverMessages, redeliver)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let query = try call.query { parameters -> MessageQuery? in
      var query = MessageQuery()
      query.status = parameters.optional("status", TextFormat<MessageStatus>.choice)
      query.kind = parameters.optional("kind", TextFormat<MessageKind>.choice)
      query.booking = parameters.optional("booking", .id())
      (query.limit, query.after) = parameters.page(.arrival())
      return query
    }
    let found = try await store.messages(query, call.caller, call.office)
    return Page(found, limit: query.limit) { Arrival(at: $0.createdAt, id: $0.id).cursor }
      .response(to: call) { $0.message($1, in: call.office.zone) }
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let fetched = try await store.fetchMessage(try call.id(), call.caller, call.office)
    return .json { json in
      json.message(fetched.message, in: call.office.zone)
      // whoever gets the facts is the receiver
      if fetched.message.facts != nil { json.texts(tell?(fetched, call.office)) }
    }
  }

  private func acknowledge(_ call: OfficeCall) async throws -> Response {
    try call.emptyBody()
    return Response(try await store.acknowledge(try call.id(), call.command, answer: answering(call)))
  }

  private func redeliver(_ call: OfficeCall) async throws -> Response {
    try call.emptyBody()
    return Response(try await store.redeliver(try call.id(), call.command, answer: answering(call)))
  }

  private func answering(_ call: OfficeCall) -> (OutboxMessage) -> Answer {
    { message in .json { $0.message(message, in: call.office.zone) } }
  }
}
