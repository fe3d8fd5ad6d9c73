import Hummingbird
import OfficeStore
import Scheduling

/// The office's audit: who did and saw what. Reading it is an entry too.
struct AuditController {
  let store: OfficeStore

  var operations: [Operation] {
    let all = "/v1/offices/{office}/audit"
    return [
      Operation(.get, all, "listAudit", takesQuery: true, .office(.readAudit, list)),
      Operation(.get, "\(all)/seals", "listAuditSeals", takesQuery: true, .office(.readAudit, seals)),
      Operation(.post, "\(all)/search", "searchAudit", takesQuery: true, .office(.readAudit, search)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let zone = call.office.zone
    let query = try call.query { parameters -> AuditQuery? in
      var query = AuditQuery()
      query.from = parameters.optional("from", .moment(in: zone))
      query.to = parameters.optional("to", .moment(in: zone))
      query.operation = parameters.optional("operation", .operation)
      query.actor = parameters.optional("actor", .actor)
      query.booking = parameters.optional("booking", .id())
      query.kind = parameters.optional("kind", TextFormat<AuditKind>.choice)
      (query.limit, query.after) = parameters.page(.arrival())
      return query
    }
    let found = try await store.audit(query, call.caller, call.office)
    return Page(found, limit: query.limit, cursor: \.cursor).response(to: call) { $0.audited($1, in: zone) }
  }

  private func seals(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(.integer(in: 1...Int.max)) }
    let seals = try await store.auditSeals(
      before: page.after.map { Int64($0) }, limit: page.limit, call.caller, call.office)
    return Page(seals, limit: page.limit) { "\($0.number)" }
      .response(to: call) { $0.seal($1, in: call.office.zone) }
  }

  private func search(_ call: OfficeCall) async throws -> Response {
    let zone = call.office.zone
    let page = try call.query { $0.page(TextFormat<Arrival<IdentifierKind.AuditEntry>>.arrival()) }
    let (sought, number) = try call.body { AuditSearchRequest.read(&$0, in: zone) }
    var query = sought
    (query.limit, query.after) = (page.limit, page.after)
    let reply = try await store.searchAudit(query, for: number, call.command) { found in
      Page(found, limit: page.limit, cursor: \.cursor).answer(to: call) { $0.audited($1, in: zone) }
    }
    return Response(reply)
  }
}

/// The body of a search by person: the number, and what the list is asked by otherwise.
enum AuditSearchRequest {
  static func read(_ fields: inout FieldReader, in zone: OfficeZone) -> (AuditQuery, JobSeekerNumber)? {
    var query = AuditQuery()
    let number = fields.required("job_seeker_number", .text(.jobSeekerNumber))
    query.from = fields.optional("from", .text(.moment(in: zone)))
    query.to = fields.optional("to", .text(.moment(in: zone)))
    query.operation = fields.optional("operation", .text(.operation))
    query.actor = fields.optional("actor", .text(.actor))
    query.kind = fields.optional("kind", .text(TextFormat<AuditKind>.choice))
    return number.map { (query, $0) }
  }
}

extension AuditListing {
  /// Its place in the list.
  fileprivate var cursor: String { Arrival(at: entry.at, id: entry.id).cursor }
}

extension TextFormat where Value == String {
  /// An operationId, or the name of what a command or the clock does.
  fileprivate static let operation = TextFormat.pattern("^[a-z][A-Za-z]{0,79}$") { text in
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), text.utf8.count <= 80
    else { return nil }
    return text.allSatisfy { $0.isASCII && $0.isLetter } ? text : nil
  }

  /// Role and token, or what acts by itself.
  fileprivate static let actor = TextFormat.pattern("role:token | clock") { text in
    let isFit =
      text.utf8.count <= 81 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_:-".contains($0)) }
    return isFit && !text.isEmpty ? text : nil
  }
}
