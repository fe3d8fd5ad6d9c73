import Hummingbird
import OfficeStore
import Scheduling

/// The search for a person's bookings. What is known of the person stands in the body: addresses end up in logs.
extension BookingController {
  func search(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(TextFormat<Arrival<IdentifierKind.Booking>>.arrival()) }
    var search = try call.body(SearchRequest.read)
    (search.limit, search.after) = (page.limit, page.after)
    let reply = try await store.search(search, call.command) { found in
      Page(found, limit: page.limit) { Arrival(at: $0.createdAt, id: $0.id).cursor }
        .answer(to: call) { json, booking in
          json.booking(booking, of: call.office, showsNotes: call.caller.readsNotes(of: booking))
        }
    }
    return Response(reply)
  }
}

/// The body of a search: at least one thing that is known.
enum SearchRequest {
  static func read(_ fields: inout FieldReader) -> BookingSearch? {
    let known = ["name", "kana", "job_seeker_number"].contains { fields.hasValue($0) }
    let name = fields.optional("name", .text(.personName))
    let kana = fields.optional("kana", .text(.kana))
    let number = fields.optional("job_seeker_number", .text(.jobSeekerNumber))
    guard name != nil || kana != nil || number != nil else {
      if !known { fields.report(.nothingToSearchFor) }
      return nil
    }
    return BookingSearch(name: name?.text, kana: kana, number: number)
  }
}
