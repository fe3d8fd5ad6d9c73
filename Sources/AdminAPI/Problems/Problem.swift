import HTTPTypes
import Scheduling

/// Why a request wasn't served (RFC 9457): thrown by whoever finds out, turned into a response in one place,
/// ``ErrorsAsProblems``.
struct Problem: Error, Sendable {
  /// A stable code of ``ProblemCatalogue``, which knows the status and the words.
  let code: String
  /// What the code's sentence needs to be complete. Never a part of the input.
  var argument: String?
  /// The input errors, each with its field.
  var errors: [FieldError] = []
  /// Headers the answer carries, such as `Retry-After`.
  var headers = HTTPFields()
  /// Members beyond RFC 9457's own, in snake_case, such as `current_status`.
  var members: [(name: StaticString, value: String)] = []
  /// Ids of the bookings in the way, where there are some that the asker may know.
  var bookings: [String] = []
  /// What else is in the way of a reservation, an absence or a maintenance.
  var obstacles = Obstacles()

  /// A problem of a code.
  init(_ code: String, argument: String? = nil) {
    self.code = code
    self.argument = argument
  }

  /// The problem of unacceptable input; its code is the first error's.
  init(_ input: InputErrors) {
    self.init(input.errors.first?.code ?? "invalid_format", argument: input.errors.first?.argument)
    errors = input.errors
  }

  /// The one answer to whatever doesn't exist or belongs to somebody else.
  static let notFound = Problem("not_found")
  /// The role may not do this.
  static let forbidden = Problem("forbidden")
  /// The body is larger than the limit.
  static let payloadTooLarge = Problem("payload_too_large")
  /// The body isn't JSON in UTF-8.
  static let unsupportedMediaType = Problem("unsupported_media_type")
  /// Nobody foresaw this; the log has it under the request's id.
  static let internalError = Problem("internal_error")

  /// No token, or none that is known (RFC 6750 §3).
  static var unauthenticated: Problem {
    var problem = Problem("unauthenticated")
    problem.headers[.wwwAuthenticate] = "Bearer"
    return problem
  }

  /// The path is known, the method isn't (RFC 9110 §15.5.6).
  static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
    var problem = Problem("method_not_allowed")
    problem.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
    return problem
  }

  /// Too many requests that failed to authenticate came from this address.
  static func rateLimited(retryAfter seconds: Int) -> Problem {
    var problem = Problem("rate_limited")
    problem.headers[.retryAfter] = String(seconds)
    return problem
  }

  /// The bytes are no JSON text.
  static func malformedJSON(at offset: Int) -> Problem {
    Problem("malformed_json", argument: String(offset))
  }
}
