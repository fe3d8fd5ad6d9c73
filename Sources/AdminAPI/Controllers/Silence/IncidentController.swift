import Hummingbird
import OfficeStore
import Scheduling

/// 障害等: what is nobody's fault (article 9).
struct IncidentController {
  let store: OfficeStore

  private static let collection = "incidents"

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(Self.collection)"
    let one = "\(all)/{id}"
    let fields = ["range_empty": "/end", "range_too_long": "/end"]
    return [
      Operation(.get, all, "listIncidents", takesQuery: true, .office(.readOffice, list)),
      Operation(.post, all, "enterIncident", fields: fields, .office(.manageIncidents, enter)),
      Operation(.get, one, "getIncident", .office(.readOffice, read)),
      Operation(.patch, one, "changeIncident", fields: fields, .office(.manageIncidents, change)),
      Operation(.delete, one, "withdrawIncident", .office(.manageIncidents, withdraw)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let query = try call.query { TimeQuery(&$0, in: call.office.zone) }
    let found = try await store.incidents(query, call.caller, call.office)
    return Page(found, limit: query.limit) { TimeQuery.Position(start: $0.period.start, id: $0.id.uuid).cursor }
      .response(to: call) { $0.incident($1, in: call.office.zone) }
  }

  private func enter(_ call: OfficeCall) async throws -> Response {
    let request = try call.body { fields -> IncidentRequest? in
      let code = fields.required("code", .text(TextFormat<IncidentCode>.choice))
      let vendor = fields.optional("vendor", .text(TextFormat<Vendor>.choice))
      let start = fields.required("start", .text(.instant))
      let end = fields.optional("end", .text(.instant))
      let note = fields.optional("note", .text(.note(ApplicationRequest.longestNote)))
      guard let code, let start else { return nil }
      return IncidentRequest(code: code, period: IncidentPeriod(vendor: vendor, start: start, end: end), note: note)
    }
    let reply = try await store.enterIncident(request, call.command) { incident, reach in
      .created(at: call.path(Self.collection, incident.id)) { json in
        json.incident(incident, in: call.office.zone)
        json.reach(reach)
      }
    }
    return Response(reply)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let incident = try await store.incident(try call.id(), call.caller, call.office)
    return .json { $0.incident(incident, in: call.office.zone) }
  }

  private func change(_ call: OfficeCall) async throws -> Response {
    let change = try call.body { fields -> IncidentChange? in
      var change = IncidentChange()
      change.end = fields.clearing("end", .text(.instant))
      change.note = fields.clearing("note", .text(.note(ApplicationRequest.longestNote)))
      return change
    }
    let reply = try await store.changeIncident(try call.id(), change, call.command) { incident, reach in
      .json { json in
        json.incident(incident, in: call.office.zone)
        json.reach(reach)
      }
    }
    return Response(reply)
  }

  private func withdraw(_ call: OfficeCall) async throws -> Response {
    Response(try await store.withdrawIncident(try call.id(), call.command) { .noContent })
  }
}

extension JSONWriter {
  fileprivate mutating func incident(_ incident: Incident, in zone: OfficeZone) {
    member("id", incident.id.description)
    member("code", incident.code.rawValue)
    member("vendor", incident.period.vendor?.rawValue)
    member("start", incident.period.start, in: zone)
    member("end", incident.period.end, in: zone)
    member("note", incident.note)
    member("created_at", incident.createdAt, in: zone)
    member("created_by", incident.createdBy)
  }

  fileprivate mutating func reach(_ reach: IncidentReach) {
    member("excused", strings: reach.excused.map(\.description))
    member("affected", strings: reach.affected.map(\.description))
  }
}
