import OfficeStore
import Scheduling

/// The bodies of disclosures.
enum DisclosureRequests {
  static func create(_ fields: inout FieldReader) -> DisclosureRequest? {
    let kind = fields.required("kind", .text(TextFormat<DisclosureKind>.choice))
    let basis = fields.required("legal_basis", .text(.line(Disclosure.longestLine)))
    let requester = fields.required("requester", .text(.line(Disclosure.longestLine)))
    let requestedAt = fields.optional("requested_at", .text(.instant))
    let scope = scope(&fields, of: kind)
    guard let kind, let basis, let requester, let scope else { return nil }
    return DisclosureRequest(
      kind: kind, legalBasis: basis, requester: requester, scope: scope, requestedAt: requestedAt)
  }

  /// Why a disclosure is extended or refused.
  static func reason(_ fields: inout FieldReader) -> String? {
    fields.required("reason", .text(.reason(ApplicationRequest.longestNote)))
  }

  /// Exactly one of the three, and days of use only where a law demands them.
  private static func scope(_ fields: inout FieldReader, of kind: DisclosureKind?) -> Disclosure.Scope? {
    let names = ["seeker", "booking", "period"]
    let given = names.filter(fields.hasValue)
    if given.count != 1 { fields.report(.oneOf(names), at: given.last ?? "seeker") }
    if kind == .personRequest, given.contains("period") { fields.report(.periodNotDemanded, at: "period") }
    let seeker = fields.optional("seeker", .text(.id() as TextFormat<SeekerID>))
    let booking = fields.optional("booking", .text(.id() as TextFormat<BookingID>))
    let period = fields.optional("period", .object(period))
    return seeker.map { .person($0) } ?? booking.map { .booking($0) } ?? period
  }

  private static func period(_ fields: inout FieldReader) -> Disclosure.Scope? {
    let from = fields.required("from", .text(.date))
    let until = fields.required("until", .text(.date))
    guard let from, let until else { return nil }
    guard from < until else {
      fields.report(.rangeEmpty, at: "until")
      return nil
    }
    return .use(from: from, until: until)
  }
}
