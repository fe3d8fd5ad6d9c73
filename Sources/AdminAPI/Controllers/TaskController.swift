import Hummingbird
import OfficeStore
import Scheduling

/// What needs a person: opened by rules and by hand, closed by somebody.
struct TaskController {
  let store: OfficeStore

  private static let collection = "tasks"

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(Self.collection)"
    let one = "\(all)/{id}"
    return [
      Operation(.get, all, "listTasks", takesQuery: true, .office(.manageTasks, list)),
      Operation(.post, all, "createTask", fields: ["unknown_booking": "/booking"], .office(.manageTasks, add)),
      Operation(.get, one, "getTask", .office(.manageTasks, read)),
      Operation(.patch, one, "updateTask", .office(.manageTasks, update)),
      Operation(.delete, one, "closeTask", .office(.manageTasks, close)),
    ]
  }

  private enum Status: String, CaseIterable { case open, closed }

  private func list(_ call: OfficeCall) async throws -> Response {
    let query = try call.query { parameters -> StaffTaskQuery? in
      var query = StaffTaskQuery()
      query.isClosed = parameters.optional("status", TextFormat<Status>.choice) == .closed
      query.kind = parameters.optional("kind", TextFormat<StaffTaskKind>.choice)
      query.booking = parameters.optional("booking", .id())
      (query.limit, query.after) = parameters.page(.arrival())
      return query
    }
    let found = try await store.tasks(query, call.caller, call.office)
    return Page(found, limit: query.limit) { Arrival(at: $0.createdAt, id: $0.id).cursor }
      .response(to: call) { Self.write(&$0, $1, call.office) }
  }

  private func add(_ call: OfficeCall) async throws -> Response {
    let (note, booking) = try call.body { fields -> (String, BookingID?)? in
      let note = fields.required("note", .text(.reason(ApplicationRequest.longestNote)))
      let booking = fields.optional("booking", .text(.id() as TextFormat<BookingID>))
      return note.map { ($0, booking) }
    }
    let reply = try await store.addTask(note: note, about: booking, call.command) { task in
      .created(at: call.path(Self.collection, task.id)) { Self.write(&$0, task, call.office) }
    }
    return Response(reply)
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let task = try await store.task(try call.id(), call.caller, call.office)
    return .json { Self.write(&$0, task, call.office) }
  }

  private func update(_ call: OfficeCall) async throws -> Response {
    let (note, isClosed) = try call.body { fields in
      (fields.change("note", .text(.reason(ApplicationRequest.longestNote))), fields.change("closed", .bool))
    }
    let reply = try await store.changeTask(try call.id(), note: note, isClosed: isClosed, call.command) { task in
      .json { Self.write(&$0, task, call.office) }
    }
    return Response(reply)
  }

  private func close(_ call: OfficeCall) async throws -> Response {
    Response(try await store.changeTask(try call.id(), isClosed: true, call.command) { _ in .noContent })
  }

  private static func write(_ json: inout JSONWriter, _ task: StaffTask, _ office: Office) {
    json.member("id", task.id.description)
    json.member("kind", task.kind.rawValue)
    json.member("status", task.closedAt == nil ? "open" : "closed")
    json.member("booking", task.booking?.description)
    json.member("disclosure", task.disclosure?.description)
    json.member("note", task.note)
    json.member("created_at", task.createdAt, in: office.zone)
    json.member("created_by", task.createdBy)
    json.member("closed_at", task.closedAt, in: office.zone)
    json.member("closed_by", task.closedBy)
  }
}
