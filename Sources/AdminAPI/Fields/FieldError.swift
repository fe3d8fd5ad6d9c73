import Scheduling

/// What is wrong with one field of a request: an element of a problem's `errors`.
struct FieldError: Sendable, Equatable {
  /// The field: a JSON Pointer into the body (`/wishes/0/start`), or `?name` for a query parameter.
  let field: String
  /// A stable code of ``ProblemCatalogue``.
  let code: String
  /// What the code's sentence needs to be complete, such as the limit that was passed. Never a part of the input.
  let argument: String?

  /// An error at a field.
  init(field: String, code: String, argument: String? = nil) {
    self.field = field
    self.code = code
    self.argument = argument
  }
}

/// The request can be read but says something unacceptable. It holds at least one error; all that were found are there.
struct InputErrors: Error, Sendable, Equatable {
  /// The errors, in the order in which they were found.
  let errors: [FieldError]

  /// Errors found in a request.
  init(_ errors: [FieldError]) {
    self.errors = errors
  }
}

/// Why a value isn't acceptable, before anybody knows in which field it stood.
public struct FieldFault: Error, Sendable, Equatable {
  /// A stable code of ``ProblemCatalogue``.
  public let code: String
  /// What the code's sentence needs to be complete.
  public let argument: String?

  init(_ code: String, _ argument: String? = nil) {
    self.code = code
    self.argument = argument
  }

  static let required = FieldFault("required")
  static let unknownField = FieldFault("unknown_field")
  static let duplicateField = FieldFault("duplicate_field")
  static let unknownParameter = FieldFault("unknown_parameter")
  static let duplicateParameter = FieldFault("duplicate_parameter")
  static let duplicateValue = FieldFault("duplicate_value")
  static let overlappingWindows = FieldFault("overlapping_windows")
  static let rangeEmpty = FieldFault("range_empty")
  static let termsNotAcknowledged = FieldFault("terms_not_acknowledged")
  static let invalidReceivedAt = FieldFault("invalid_received_at")
  static let invalidText = FieldFault("invalid_text")
  static let periodNotDemanded = FieldFault("period_not_demanded")
  static let nothingToSearchFor = FieldFault("nothing_to_search_for")

  static func invalidType(_ expected: String) -> FieldFault { FieldFault("invalid_type", expected) }
  static func invalidFormat(_ expected: String) -> FieldFault { FieldFault("invalid_format", expected) }
  static func outOfRange(_ range: ClosedRange<Int>) -> FieldFault {
    FieldFault("out_of_range", "\(range.lowerBound)–\(range.upperBound)")
  }
  static func tooLong(_ limit: Int) -> FieldFault { FieldFault("too_long", String(limit)) }
  static func tooMany(_ limit: Int) -> FieldFault { FieldFault("too_many", String(limit)) }
  static func tooFew(_ limit: Int) -> FieldFault { FieldFault("too_few", String(limit)) }
  static func oneOf(_ names: [String]) -> FieldFault { FieldFault("one_of", names.joined(separator: ", ")) }
  /// The variable's name is the input's, but of no more than letters, digits, `_` and `.`; its author can't find it else.
  static func templateInvalid(_ fault: TemplateFault) -> FieldFault { FieldFault(fault.code, fault.place) }
  static func unknownValue(_ known: [String]) -> FieldFault {
    FieldFault("unknown_value", known.joined(separator: ", "))
  }
}

/// Collects the errors of one request.
final class FieldErrorList {
  private(set) var errors: [FieldError] = []

  /// The most errors an answer lists: it must not grow far beyond the request it answers.
  static let limit = 100

  func report(_ fault: FieldFault, at field: String) {
    guard errors.count < Self.limit else { return }
    errors.append(FieldError(field: field, code: fault.code, argument: fault.argument))
  }

  func report(_ fault: FieldFault, at pointer: JSONPointer) {
    report(fault, at: pointer.description)
  }
}
