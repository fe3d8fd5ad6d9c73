import Hummingbird
import OfficeStore
import Scheduling

/// The lists: bookings of an office, events and consents of a booking.
extension BookingController {
  func list(_ call: OfficeCall) async throws -> Response {
    let zone = call.office.zone
    let query = try call.query { parameters -> BookingQuery? in
      var query = BookingQuery()
      query.statuses = parameters.optional("status", .list(of: TextFormat<BookingStatus>.choice))
      query.from = parameters.optional("from", .moment(in: zone))
      query.to = parameters.optional("to", .moment(in: zone))
      query.counselor = parameters.optional("counselor", .id())
      query.seeker = parameters.optional("seeker", .id())
      (query.limit, query.after) = parameters.page(.arrival())
      return query
    }
    let found = try await store.bookings(query, call.caller, call.office)
    return Page(found, limit: query.limit) { Arrival(at: $0.createdAt, id: $0.id).cursor }
      .response(to: call) { json, booking in
        json.booking(booking, of: call.office, showsNotes: call.caller.readsNotes(of: booking))
      }
  }

  func events(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(.integer(in: 1...Int(Int32.max))) }
    let events = try await store.events(
      of: try call.id(), after: page.after ?? 0, limit: page.limit, call.caller, call.office)
    return Page(events, limit: page.limit) { String($0.version) }
      .response(to: call) { $0.event($1, in: call.office.zone) }
  }

  func consents(_ call: OfficeCall) async throws -> Response {
    // the place of a kind: a booking has each once
    let places = Dictionary(uniqueKeysWithValues: zip(ConsentKind.allCases, 1...))
    let page = try call.query { $0.page(.integer(in: 1...ConsentKind.allCases.count)) }
    let consents = try await store.consents(
      of: try call.id(), after: page.after ?? 0, limit: page.limit, call.caller, call.office)
    return Page(consents, limit: page.limit) { String(places[$0.kind] ?? 0) }
      .response(to: call) { $0.consent($1, in: call.office.zone) }
  }
}
