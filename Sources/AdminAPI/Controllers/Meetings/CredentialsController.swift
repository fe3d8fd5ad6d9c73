import Hummingbird
import OfficeStore
import Scheduling

/// What a licence has for its meetings (article 6(3)). It can be set and taken away; no answer ever shows it, only that
/// something is there, since when, and how much of the pool is left.
struct CredentialsController {
  let store: OfficeStore

  private static let licence = "/v1/offices/{office}/licences/{id}"

  var operations: [Operation] {
    let (credentials, pool) = ("\(Self.licence)/credentials", "\(Self.licence)/pool")
    let fields = ["other_vendor": "/vendor"]
    return [
      Operation(.get, credentials, "getCredentials", .office(.readOffice, read)),
      Operation(.post, credentials, "setCredentials", fields: fields, .office(.manageResources, set)),
      Operation(.delete, credentials, "dropCredentials", .office(.manageResources, drop)),
      Operation(.post, pool, "addToPool", fields: fields, .office(.manageResources, add)),
      Operation(.delete, pool, "emptyPool", .office(.manageResources, empty)),
    ]
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let stock = try await store.meetingStock(of: try call.id(), call.caller, call.office)
    return Response(Self.answer(stock, call.office))
  }

  private func set(_ call: OfficeCall) async throws -> Response {
    let credentials = try call.body(CredentialsRequest.read)
    return Response(
      try await store.setCredentials(credentials, of: try call.id(), call.command) { Self.answer($0, call.office) })
  }

  private func drop(_ call: OfficeCall) async throws -> Response {
    Response(try await store.dropCredentials(of: try call.id(), call.command) { .noContent })
  }

  private func add(_ call: OfficeCall) async throws -> Response {
    let meetings = try call.body(PoolRequest.read)
    return Response(
      try await store.addToPool(meetings, of: try call.id(), call.command) { Self.answer($0, call.office) })
  }

  private func empty(_ call: OfficeCall) async throws -> Response {
    Response(try await store.emptyPool(of: try call.id(), call.command) { .noContent })
  }

  private static func answer(_ stock: MeetingStock, _ office: Office) -> Answer {
    .json { json in
      json.member("licence", stock.licence.description)
      json.member("vendor", stock.vendor.rawValue)
      json.member("set_at", stock.setAt, in: office.zone)
      json.member("pool", object: stock) { json, stock in
        json.member("unused", stock.unused)
        json.member("issued", stock.issued)
      }
    }
  }
}
