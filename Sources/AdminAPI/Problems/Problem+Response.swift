import HTTPTypes
import Hummingbird
import Scheduling

extension Problem {
  /// The response that tells a client about the problem.
  ///
  /// - Parameters:
  ///   - language: of `title` and `detail`.
  ///   - requestID: shown when the service itself failed, so that a report of it can be found in the log. Any other
  ///     problem has the same bytes whenever it is told: a client can't tell two absent things apart.
  func response(in language: Language, requestID: String) -> Response {
    let entry = ProblemCatalogue.entry(code)
    let body = JSONWriter.write { json in
      json.object { json in
        json.member("type", "urn:madoguchi:problem:\(entry.code)")
        json.member("title", entry.title[language])
        json.member("status", entry.status)
        json.member("code", entry.code)
        json.member("detail", entry.detail(language, argument: argument))
        for member in members { json.member(member.name, member.value) }
        if !bookings.isEmpty { json.member("bookings", strings: bookings) }
        json.obstacles(obstacles)
        if !errors.isEmpty {
          json.member("errors", objects: errors) { json, error in
            json.member("field", error.field)
            json.member("code", error.code)
            json.member("detail", ProblemCatalogue.entry(error.code).detail(language, argument: error.argument))
          }
        }
        if entry.status >= 500 { json.member("request_id", requestID) }
      }
    }
    var headers = headers
    headers[.contentType] = "application/problem+json"
    headers[.contentLanguage] = language.rawValue
    headers[.vary] = "Accept-Language"
    if entry.status == 503, headers[.retryAfter] == nil { headers[.retryAfter] = "1" }
    return Response(
      status: .init(code: entry.status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}

extension JSONWriter {
  /// A member for each kind of obstacle that there is.
  fileprivate mutating func obstacles(_ obstacles: Obstacles) {
    if !obstacles.reservations.isEmpty { member("reservations", strings: obstacles.reservations.map(\.description)) }
    if !obstacles.absences.isEmpty { member("absences", strings: obstacles.absences.map(\.description)) }
    if !obstacles.maintenances.isEmpty { member("maintenances", strings: obstacles.maintenances.map(\.description)) }
    if !obstacles.occurrences.isEmpty { member("occurrences", array: obstacles.occurrences) { $0.number($1) } }
  }
}
