import HTTPTypes
import Scheduling

extension Problem {
  /// The problem a refusal of the rules or the store is told as.
  ///
  /// - Parameters:
  ///   - error: the refusal.
  ///   - fields: where in the request the cause of a code stands; see ``Operation/fields``.
  ///   - zone: in which instants are told.
  init(_ error: DomainError, fields: [String: String] = [:], zone: OfficeZone?) {
    self.init(error.code, argument: Self.argument(of: error, zone))
    switch error {
    case .illegalTransition(let current): members = [("current_status", current.rawValue)]
    case .illegalRefusalStep(let current): members = [("current_status", current.rawValue)]
    case .illegalDisclosureStep(let current): members = [("current_status", current.rawValue)]
    case .busy(let milliseconds), .requestInProgress(let milliseconds):
      headers[.retryAfter] = String(max(1, (milliseconds + 999) / 1000))
    case .slotTaken(let bookings, let others): (self.bookings, obstacles) = (bookings.map(\.description), others)
    case .alreadyDone(let location): headers[.location] = location
    case .slot(_, let index):
      if let field = fields["slot"] { blame(field.split(separator: "#").joined(separator: String(index))) }
    default: break
    }
    if let field = fields[error.code] { blame(field) }
  }

  private mutating func blame(_ field: String) {
    errors = [FieldError(field: field, code: code, argument: argument)]
  }

  private static func argument(of error: DomainError, _ zone: OfficeZone?) -> String? {
    switch error {
    case .illegalTransition(let current): current.rawValue
    case .illegalRefusalStep(let current): current.rawValue
    case .illegalDisclosureStep(let current): current.rawValue
    case .tooEarly(let earliest): zone.map(earliest.rfc3339(in:)) ?? earliest.rfc3339UTC
    case .tooManyCandidates(let limit), .rangeTooLong(let limit), .seriesTooLong(let limit): String(limit)
    case .declarationMissing(let item): item.rawValue
    default: nil
    }
  }
}
