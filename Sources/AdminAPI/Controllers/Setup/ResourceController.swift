import Hummingbird
import OfficeStore
import Scheduling

/// Rooms, counselors, licences, services and staff: each is listed, created, read, changed and retired in the same way.
struct ResourceController<Item: OfficeResource>: Sendable {
  /// The collection's name in the path: `rooms`.
  let collection: String
  /// One of them in an operationId: `Room`.
  let name: String
  let resources: Resources<Item>
  /// Where a refusal's cause stands; see ``Operation/fields``.
  var fields = ["duplicate_name": "/name"]
  /// Who may see them.
  var reading = Ability.readOffice
  /// Who may change them.
  var managing = Ability.manageResources
  /// Reads a new one.
  let create: @Sendable (inout FieldReader) -> Item?
  /// Reads what is to change in one.
  let change: @Sendable (inout FieldReader) -> FieldChanges<Item>?
  /// Writes the members of one.
  let write: @Sendable (inout JSONWriter, Item) -> Void

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(collection)"
    let one = "\(all)/{id}"
    return [
      Operation(.get, all, "list\(name)s", takesQuery: true, .office(reading, list)),
      Operation(.post, all, "create\(name)", fields: fields, .office(managing, add)),
      Operation(.get, one, "get\(name)", .office(reading, read)),
      Operation(.patch, one, "update\(name)", fields: fields, .office(managing, update)),
      Operation(.delete, one, "retire\(name)", .office(managing, retire)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(.id() as TextFormat<Identifier<Item.Kind>>) }
    let found = try await resources.list(limit: page.limit, after: page.after, call.caller, call.office)
    return Page(found, limit: page.limit) { $0.id.description }.response(to: call, write)
  }

  private func add(_ call: OfficeCall) async throws -> Response {
    let item = try call.body(create)
    let reply = try await resources.create(item, call.command) { item in
      .created(at: call.path(collection, item.id)) { write(&$0, item) }
    }
    return Response(reply)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let item = try await resources.find(try call.id(), call.caller, call.office)
    return .json { write(&$0, item) }
  }

  private func update(_ call: OfficeCall) async throws -> Response {
    let changes = try call.body(change)
    let reply = try await resources.update(try call.id(), call.command, change: changes.apply) { item in
      .json { write(&$0, item) }
    }
    return Response(reply)
  }

  private func retire(_ call: OfficeCall) async throws -> Response {
    Response(try await resources.retire(try call.id(), call.command) { .noContent })
  }
}
