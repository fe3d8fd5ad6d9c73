import Hummingbird
import Scheduling

/// What came in with a request, once nothing more is to be said about its sender.
struct Incoming: Sendable {
  let request: Request
  let parameters: Parameters
  /// The bearer token.
  let token: String
  /// The body's bytes as they were sent.
  let bytes: [UInt8]
  /// The body; nil for an operation that takes none.
  let document: JSONDocument?
}

/// A call from whose request fields can be read.
protocol IncomingReading: Sendable {
  var incoming: Incoming { get }
}

extension IncomingReading {
  /// Reads the body's fields, collecting every error.
  func body<Value>(_ read: @escaping (inout FieldReader) -> Value?) throws(InputErrors) -> Value {
    guard let document = incoming.document else { throw InputErrors([FieldError(field: "", code: "required")]) }
    return try document.read(read)
  }

  /// Refuses a body with any field in it.
  func emptyBody() throws(InputErrors) {
    try body { _ in () }
  }

  /// Reads the query's parameters, collecting every error.
  func query<Value>(_ read: (inout QueryReader) -> Value?) throws(InputErrors) -> Value {
    try QueryReader.read(incoming.request.uri.query, read)
  }

  /// Refuses a query with any parameter in it.
  func emptyQuery() throws(InputErrors) {
    try query { _ in () }
  }

  /// The id in the path. One that isn't a UUID names nothing, so it is told like one that doesn't exist.
  func id<Kind>() throws(Problem) -> Identifier<Kind> {
    guard let id = incoming.parameters.get("id").flatMap({ Identifier<Kind>($0) }) else { throw .notFound }
    return id
  }
}
