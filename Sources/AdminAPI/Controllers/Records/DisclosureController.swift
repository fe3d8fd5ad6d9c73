import Hummingbird
import OfficeStore
import Scheduling

/// 提供・開示 (Art. 7(2), 8): asked for, decided by the office's head, exported, given.
struct DisclosureController {
  let store: OfficeStore

  private static let collection = "disclosures"

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(Self.collection)"
    let one = "\(all)/{id}"
    return [
      Operation(.get, all, "listDisclosures", takesQuery: true, .office(.readDisclosures, list)),
      Operation(
        .post, all, "requestDisclosure",
        fields: [
          "unknown_seeker": "/seeker", "unknown_booking": "/booking", "in_the_future": "/requested_at",
        ],
        .office(.recordDisclosures, add)),
      Operation(.get, one, "getDisclosure", .office(.readDisclosures, read)),
      Operation(.post, "\(one)/extend", "extendDisclosure", .office(.recordDisclosures, extend)),
      Operation(.post, "\(one)/approve", "approveDisclosure", .office(.recordDisclosures, approve)),
      Operation(.post, "\(one)/refuse", "refuseDisclosure", .office(.recordDisclosures, refuse)),
      Operation(.post, "\(one)/export", "exportDisclosure", .office(.recordDisclosures, export)),
      Operation(.post, "\(one)/give", "giveDisclosure", .office(.recordDisclosures, give)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let query = try call.query { parameters -> DisclosureQuery? in
      var query = DisclosureQuery()
      query.status = parameters.optional("status", TextFormat<DisclosureStatus>.choice)
      (query.limit, query.after) = parameters.page(.arrival())
      return query
    }
    let found = try await store.disclosures(query, call.caller, call.office)
    return Page(found, limit: query.limit) { Arrival(at: $0.createdAt, id: $0.id).cursor }
      .response(to: call) { $0.disclosure($1, in: call.office.zone) }
  }

  private func add(_ call: OfficeCall) async throws -> Response {
    let request = try call.body(DisclosureRequests.create)
    let reply = try await store.addDisclosure(request, call.command) { disclosure in
      .created(at: call.path(Self.collection, disclosure.id)) { $0.disclosure(disclosure, in: call.office.zone) }
    }
    return Response(reply)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let disclosure = try await store.disclosure(try call.id(), call.caller, call.office)
    return .json { $0.disclosure(disclosure, in: call.office.zone) }
  }

  private func extend(_ call: OfficeCall) async throws -> Response {
    try await take(call) { .extend(reason: try call.body(DisclosureRequests.reason)) }
  }

  private func approve(_ call: OfficeCall) async throws -> Response {
    try await take(call) {
      try call.emptyBody()
      return .approve
    }
  }

  private func refuse(_ call: OfficeCall) async throws -> Response {
    try await take(call) { .refuse(reason: try call.body(DisclosureRequests.reason)) }
  }

  private func give(_ call: OfficeCall) async throws -> Response {
    try await take(call) {
      try call.emptyBody()
      return .give
    }
  }

  private func take(_ call: OfficeCall, _ read: () throws -> DisclosureStep) async throws -> Response {
    let step = try read()
    let reply = try await store.take(step, of: try call.id(), call.command) { disclosure in
      .json { $0.disclosure(disclosure, in: call.office.zone) }
    }
    return Response(reply)
  }

  private func export(_ call: OfficeCall) async throws -> Response {
    try call.emptyBody()
    let reply = try await store.export(try call.id(), call.command) { document in
      var answer = Answer.json { $0.document(document, of: call.office) }
      if document.devices != nil { answer.insteadOfSecret = call.path(Self.collection, document.disclosure.id) }
      return answer
    }
    return Response(reply)
  }
}
