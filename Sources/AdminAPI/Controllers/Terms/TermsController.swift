import Hummingbird
import OfficeStore
import Scheduling

/// 利用規約: what counts in an office, what counted, and what its head announces for it (article 13).
struct TermsController {
  let store: OfficeStore

  private static let collection = "terms"

  var operations: [Operation] {
    let all = "/v1/offices/{office}/\(Self.collection)"
    let one = "\(all)/{id}"
    return [
      Operation(.get, all, "listTerms", takesQuery: true, .office(.readOffice, list)),
      Operation(
        .post, all, "publishTerms", takesQuery: true,
        fields: [
          "announced_too_late": "/effective_from", "already_exists": "/effective_from",
          "not_the_first_version": "/ground",
        ],
        .office(.manageTerms, publish)),
      Operation(.get, "\(all)/in-force", "getTermsInForce", takesQuery: true, .office(.readOffice, inForce)),
      Operation(.get, one, "getTerms", .office(.readOffice, read)),
      Operation(.post, "\(one)/annotations", "annotateTerms", .office(.manageTerms, annotate)),
    ]
  }

  private func list(_ call: OfficeCall) async throws -> Response {
    let page = try call.query { $0.page(TextFormat<Arrival<IdentifierKind.TermsVersion>>.arrival()) }
    let found = try await store.terms(limit: page.limit, after: page.after, call.caller, call.office)
    return Page(found, limit: page.limit) { Arrival(at: $0.announcedAt, id: $0.id).cursor }
      .response(to: call) { $0.termsVersion($1, in: call.office.zone) }
  }

  private func publish(_ call: OfficeCall) async throws -> Response {
    let isPreview = try call.query { query -> Bool? in query.optional("preview", .flag) ?? false }
    let draft = try call.body(TermsRequest.read)
    let edition = try TermsRequest.edition(of: draft)
    guard !isPreview else {
      try await store.judgeTerms(edition, call.caller, call.office)
      return .json { $0.termsEdition(edition, in: call.office.zone) }
    }
    let reply = try await store.publishTerms(edition, call.command) { document in
      .created(at: call.path(Self.collection, document.version.id)) {
        $0.termsDocument(document, in: call.office.zone)
      }
    }
    return Response(reply)
  }

  private func inForce(_ call: OfficeCall) async throws -> Response {
    let zone = call.office.zone
    let (instant, group) = try call.query { query -> (Instant?, TermsServiceGroup)? in
      let instant = query.optional("at", .moment(in: zone))
      return (instant, query.optional("service_group", .termsServiceGroup) ?? .onlineCounseling)
    }
    let document = try await store.termsInForce(about: group, at: instant, call.caller, call.office)
    return .json { $0.termsDocument(document, in: zone) }
  }

  private func read(_ call: OfficeCall) async throws -> Response {
    let document = try await store.termsDocument(try call.id(), call.caller, call.office)
    return .json { $0.termsDocument(document, in: call.office.zone) }
  }

  private func annotate(_ call: OfficeCall) async throws -> Response {
    let (place, note) = try call.body { fields -> (String?, String)? in
      let place = fields.optional("place", .text(.line(100)))
      let note = fields.required("note", .text(.reason(ApplicationRequest.longestNote)))
      return note.map { (place, $0) }
    }
    let id: TermsVersionID = try call.id()
    let reply = try await store.annotateTerms(id, place: place, note: note, call.command) { annotation in
      .created(at: call.path(Self.collection, id)) { $0.termsAnnotation(annotation, in: call.office.zone) }
    }
    return Response(reply)
  }
}
