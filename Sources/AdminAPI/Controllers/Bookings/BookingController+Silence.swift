import Hummingbird
import OfficeStore
import Scheduling

/// What is known of a user's silence: the contact log, and how the person stands with the office.
extension BookingController {
  var silenceOperations: [Operation] {
    let one = "\(Self.path)/{id}"
    return [
      Operation(.get, "\(one)/contacts", "listContacts", takesQuery: true, .office(.readBookings, contacts)),
      Operation(.get, "\(one)/standing", "getStanding", .office(.readBookings, standing)),
    ]
  }

  private func contacts(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(TextFormat<Arrival<IdentifierKind.Contact>>.arrival()) }
    let found = try await store.contacts(
      of: try call.id(), limit: page.limit, after: page.after, call.caller, call.office)
    let zone = call.office.zone
    return Page(found, limit: page.limit) { Arrival(at: $0.enteredAt, id: $0.id).cursor }
      .response(to: call) { json, contact in
        json.member("id", contact.id.description)
        json.member("channel", contact.channel.rawValue)
        json.member("note", contact.note)
        json.member("received_at", contact.receivedAt, in: zone)
        json.member("entered_at", contact.enteredAt, in: zone)
        json.member("entered_by", contact.enteredBy)
      }
  }

  private func standing(_ call: OfficeCall) async throws -> Response {
    let standing = try await store.standing(ofPersonOf: try call.id(), call.caller, call.office)
    return .json { json in
      json.member("seeker", standing.seeker.description)
      json.member("no_shows", standing.noShows)
      json.member("terminations", standing.terminations)
      json.member("since", standing.since, in: call.office.zone)
      json.member("threshold", standing.threshold)
      json.member("review_due", standing.isReviewDue)
      json.member("refusal", standing.refusal?.description)
    }
  }
}
