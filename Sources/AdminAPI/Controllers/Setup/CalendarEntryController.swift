import Hummingbird
import OfficeStore
import Scheduling

/// Weekly hours, closures and special openings: what an office's calendar is made of.
///
/// A change answers with the live bookings that it puts on a closed day or outside the hours; with `?preview=true` that is
/// all it does.
struct CalendarEntryController<Entry: CalendarEntry>: Sendable {
  /// The collection's name in the path: `closures`.
  let collection: String
  /// One of them in an operationId: `Closure`.
  let name: String
  /// All of them in an operationId: `Closures`.
  let plural: String
  /// What somebody must be able to do to change them.
  let ability: Ability
  let entries: CalendarEntries<Entry>
  /// Where a refusal's cause stands; see ``Operation/fields``.
  let fields: [String: String]
  /// Reads a new one.
  let create: @Sendable (inout FieldReader) -> Entry?
  /// Reads what is to change in one, and returns what changes it.
  let change: @Sendable (inout FieldReader) -> (@Sendable (inout Entry) throws(DomainError) -> Void)?
  /// Writes the members of one.
  let write: @Sendable (inout JSONWriter, Entry) -> Void

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(collection)"
    let one = "\(all)/{id}"
    return [
      Operation(.get, all, "list\(plural)", takesQuery: true, .office(.readOffice, list)),
      Operation(.post, all, "create\(name)", takesQuery: true, fields: fields, .office(ability, add)),
      Operation(.get, one, "get\(name)", .office(.readOffice, read)),
      Operation(.patch, one, "update\(name)", takesQuery: true, fields: fields, .office(ability, update)),
      Operation(.delete, one, "retire\(name)", takesQuery: true, .office(ability, retire)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(.id() as TextFormat<Identifier<Entry.Kind>>) }
    let found = try await entries.list(limit: page.limit, after: page.after, call.caller, call.office)
    return Page(found, limit: page.limit) { $0.id.description }.response(to: call, write)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let entry = try await entries.find(try call.id(), call.caller, call.office)
    return .json { write(&$0, entry) }
  }

  private func add(_ call: OfficeCall) async throws -> Response {
    let isPreview = try call.isPreview()
    let entry = try call.body(create)
    return try await make(.add(entry), isPreview, call) { entry, displaced in
      .created(at: call.path(collection, entry.id)) { json in
        write(&json, entry)
        json.bookings(displaced, in: call.office.zone)
      }
    }
  }

  private func update(_ call: OfficeCall) async throws -> Response {
    let isPreview = try call.isPreview()
    let change = try call.body(change)
    return try await make(.change(try call.id(), change), isPreview, call) { entry, displaced in
      .json { json in
        write(&json, entry)
        json.bookings(displaced, in: call.office.zone)
      }
    }
  }

  private func retire(_ call: OfficeCall) async throws -> Response {
    let isPreview = try call.isPreview()
    return try await make(.remove(try call.id()), isPreview, call) { _, displaced in
      displaced.isEmpty ? .noContent : .json { $0.bookings(displaced, in: call.office.zone) }
    }
  }

  private func make(
    _ edit: CalendarEdit<Entry>, _ isPreview: Bool, _ call: OfficeCall,
    answer: @escaping (Entry, [Displacement]) -> Answer
  ) async throws -> Response {
    guard isPreview else { return Response(try await entries.make(edit, call.command, answer: answer)) }
    let displaced = try await entries.preview(edit, call.caller, call.office)
    return .json { $0.bookings(displaced, in: call.office.zone) }
  }
}

extension OfficeCall {
  fileprivate func isPreview() throws(InputErrors) -> Bool {
    try query { query -> Bool? in query.optional("preview", .flag) ?? false }
  }
}

extension JSONWriter {
  /// The times of bookings that a change of the calendar displaces, one entry a time. No person's data.
  fileprivate mutating func bookings(_ displaced: [Displacement], in zone: OfficeZone) {
    member("bookings", objects: displaced) { json, displacement in
      json.member("id", displacement.booking.description)
      json.member("status", displacement.status.rawValue)
      json.times(of: displacement.slot, in: zone)
      json.member("code", displacement.misfit.rawValue)
    }
  }
}
