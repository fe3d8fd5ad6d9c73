import Hummingbird
import OfficeStore
import Scheduling

/// Absences and maintenances: each is listed, entered, read, changed and ended in the same way.
struct UnavailabilityController<Kind>: Sendable {
  /// The collection's name in the path: `absences`.
  let collection: String
  /// In an operationId: `Absence`.
  let name: String
  /// The same of several.
  let plural: String
  let items: Unavailabilities<Kind>
  /// Reads who or what is not there.
  let resource: @Sendable (inout FieldReader) -> SessionResource?
  /// Reads whose a list is asked for.
  let filter: @Sendable (inout QueryReader) -> SessionResource?

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(collection)"
    let one = "\(all)/{id}"
    let fields = [
      "unknown_counselor": "/counselor", "unknown_room": "/room", "unknown_licence": "/licence", "slot": "/end",
      "range_empty": "/end", "range_too_long": "/end",
    ]
    return [
      Operation(.get, all, "list\(plural)", takesQuery: true, .office(.readOffice, list)),
      Operation(.post, all, "enter\(name)", fields: fields, .office(.manageAbsences, add)),
      Operation(.get, one, "get\(name)", .office(.readOffice, read)),
      Operation(.patch, one, "change\(name)", fields: fields, .office(.manageAbsences, change)),
      Operation(.delete, one, "end\(name)", .office(.manageAbsences, end)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let (query, resource) = try call.query { parameters in
      (TimeQuery(&parameters, in: call.office.zone), filter(&parameters))
    }
    let found = try await items.list(query, of: resource, call.caller, call.office)
    return Page(found, limit: query.limit) { TimeQuery.Position(start: $0.slot.start, id: $0.id.uuid).cursor }
      .response(to: call) { $0.unavailability($1, in: call.office.zone) }
  }

  private func add(_ call: OfficeCall) async throws -> Response {
    let request = try call.body { fields in
      let resource = resource(&fields)
      let start = fields.required("start", .text(.instant))
      let end = fields.required("end", .text(.instant))
      let reason = fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
      let reassigns = fields.optional("reassign", .bool) ?? false
      guard let resource, let start, let end, let reason else { return nil as UnavailabilityRequest? }
      return UnavailabilityRequest(
        resource: resource, slot: Slot(start: start, end: end), reason: reason, reassigns: reassigns)
    }
    let reply = try await items.add(request, call.command) { item, rearrangement in
      .created(at: call.path(collection, item.id)) { json in
        json.unavailability(item, in: call.office.zone)
        json.rearrangement(rearrangement)
      }
    }
    return Response(reply)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let item = try await items.find(try call.id(), call.caller, call.office)
    return .json { $0.unavailability(item, in: call.office.zone) }
  }

  private func change(_ call: OfficeCall) async throws -> Response {
    let change = try call.body { fields -> UnavailabilityChange? in
      var change = UnavailabilityChange()
      change.start = fields.change("start", .text(.instant))
      change.end = fields.change("end", .text(.instant))
      change.reason = fields.change("reason", .text(.reason(ApplicationRequest.longestNote)))
      change.reassigns = fields.change("reassign", .bool) ?? false
      return change
    }
    let reply = try await items.change(try call.id(), change, call.command) { item, rearrangement in
      .json { json in
        json.unavailability(item, in: call.office.zone)
        json.rearrangement(rearrangement)
      }
    }
    return Response(reply)
  }

  private func end(_ call: OfficeCall) async throws -> Response {
    Response(try await items.end(try call.id(), call.command) { .noContent })
  }
}

extension JSONWriter {
  fileprivate mutating func unavailability<Kind>(_ item: Unavailability<Kind>, in zone: OfficeZone) {
    member("id", item.id.description)
    switch item.resource {
    case .counselor(let id): member("counselor", object: id) { $0.named($1.description, item.name) }
    case .room(let id): member("room", object: id) { $0.named($1.description, item.name) }
    case .licence(let id): member("licence", object: id) { $0.named($1.description, item.name) }
    }
    times(of: item.slot, in: zone)
    member("reason", item.reason)
    member("created_at", item.createdAt, in: zone)
    member("created_by", item.createdBy)
  }

  fileprivate mutating func rearrangement(_ rearrangement: Rearrangement) {
    member("moved", strings: rearrangement.moved.map(\.description))
    member("left", strings: rearrangement.left.map(\.description))
  }
}
