import HTTPTypes
import Hummingbird
import Scheduling

/// One thing the API can do: a row of the table that the router is built from and that the OpenAPI document is compared
/// with. A controller hands back its operations.
struct Operation: Sendable {
  /// Who may ask for it, and who answers.
  enum Service: Sendable {
    /// Anybody, without a token.
    case open(@Sendable (Request) async throws -> Response)
    /// A caller with this ability, or any caller when it is nil; not about an office.
    case general(Ability?, @Sendable (Call) async throws -> Response)
    /// A caller with this ability whose scope reaches the office in the path.
    case office(Ability, @Sendable (OfficeCall) async throws -> Response)
  }

  /// The HTTP method.
  let method: HTTPRequest.Method
  /// The path as OpenAPI writes it: `/v1/offices/{office}/rooms/{id}`.
  let path: String
  /// OpenAPI's operationId.
  let id: String
  /// Whether it reads parameters of the query; for any other operation they are unknown, and refused.
  let takesQuery: Bool
  /// Where in the request the cause of a refusal stands, by the refusal's code: a JSON Pointer, or `?name` for a query
  /// parameter. All refusals of a time are `slot`, and `#` is the time's place in its list.
  let fields: [String: String]
  let service: Service

  init(
    _ method: HTTPRequest.Method, _ path: String, _ id: String, takesQuery: Bool = false,
    fields: [String: String] = [:], _ service: Service
  ) {
    self.method = method
    self.path = path
    self.id = id
    self.takesQuery = takesQuery
    self.fields = fields
    self.service = service
  }

  /// Whether it answers without a token.
  var isOpen: Bool {
    if case .open = service { true } else { false }
  }

  /// What a caller must be able to do; nil when every caller may.
  var ability: Ability? {
    switch service {
    case .open: nil
    case .general(let ability, _): ability
    case .office(let ability, _): ability
    }
  }

  /// Whether the id in its path is a booking's.
  var isAboutBooking: Bool { path.contains("/bookings/{id}") }

  /// Whether a JSON body belongs to it.
  var takesBody: Bool { method == .post || method == .patch }
}
