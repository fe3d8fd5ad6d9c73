import Foundation
import HTTPTypes
import Hummingbird
import OfficeStore
import Scheduling

/// Judges a request in the contract's order before anybody answers it: 401, 404 (scope), 403, 415, 400. What comes before
/// is ``BodyLimit``'s (413); what comes after is the operation's (422, shape) and the store's.
struct Judge: Sendable {
  let store: OfficeStore
  let failures: FailedAuthentications
  /// Whether `X-Forwarded-For` tells the address; see ``Address/init(forwarded:)``.
  let trustsForwardedFor: Bool

  /// The longest thing that is looked up as a token.
  private static let longestToken = 512

  func respond(to request: Request, _ context: AdminContext, with operation: Operation) async throws -> Response {
    switch operation.service {
    case .open(let answer):
      return try await answer(request)
    case .general(let ability, let answer):
      let (caller, token) = try await authenticate(request, context)
      if let ability { try require(ability, of: caller) }
      let call = Call(caller: caller, incoming: try incoming(request, context, token, operation))
      return try await respond(to: call, with: operation, zone: nil, answer)
    case .office(let ability, let answer):
      let (caller, token) = try await authenticate(request, context)
      let office = try await office(context.parameters, reachedBy: caller)
      try require(ability, of: caller)
      let incoming = try incoming(request, context, token, operation)
      let occasion = occasion(of: operation, for: ability, by: caller.role, context)
      let call = try OfficeCall(caller: caller.acting(on: occasion), office: office, incoming: incoming)
      return try await respond(to: call, with: operation, zone: office.zone, answer)
    }
  }

  private func authenticate(_ request: Request, _ context: AdminContext) async throws -> (Caller, token: String) {
    guard let token = bearerToken(request.headers[.authorization]) else { throw Problem.unauthenticated }
    let forwarded = trustsForwardedFor ? Address(forwarded: request.headers) : nil
    let address = forwarded ?? Address(context.channel.remoteAddress)
    if let seconds = failures.wait(for: address, token: token) { throw Problem.rateLimited(retryAfter: seconds) }
    guard token.utf8.count <= Self.longestToken, let caller = try await store.authenticate(token: token) else {
      failures.failed(address)
      throw Problem.unauthenticated
    }
    failures.succeeded(token: token)
    return (caller, token)
  }

  /// The credentials of the scheme `Bearer` (RFC 6750 §2.1), whose name may be in any case.
  private func bearerToken(_ header: String?) -> String? {
    guard let parts = header?.split(separator: " ", maxSplits: 1), parts.count == 2, parts[0].lowercased() == "bearer"
    else { return nil }
    let token = parts[1].trimmingBlanks()
    return token.isEmpty ? nil : token
  }

  /// Another office and one that doesn't exist are told alike, and before the role is looked at.
  private func office(_ parameters: Parameters, reachedBy caller: Caller) async throws -> Office {
    guard let code = parameters.get("office").flatMap(OfficeCode.init),
      let office = try await store.office(code: code),
      caller.scope.covers(office: office.code, of: office.bureau)
    else { throw Problem.notFound }
    return office
  }

  private func require(_ ability: Ability, of caller: Caller) throws(Problem) {
    guard caller.role.may(ability) else { throw .forbidden }
  }

  /// What the audit says about a request: never anything that the client chose but an id in its place.
  private func occasion(
    of operation: Operation, for ability: Ability, by role: Role, _ context: AdminContext
  ) -> Occasion {
    let id = operation.isAboutBooking ? nil : context.parameters.get("id").flatMap { UUID(uuidString: $0) }
    return Occasion(
      requestID: context.requestID, operation: operation.id, purpose: .of(ability, by: role), subject: id)
  }

  private func incoming(
    _ request: Request, _ context: AdminContext, _ token: String, _ operation: Operation
  ) throws -> Incoming {
    var document: JSONDocument?
    if operation.takesBody {
      let contentType = request.headers[.contentType]
      // No body has no type; it is told as the JSON text that it isn't.
      guard isJSON(contentType) || (contentType == nil && context.body.isEmpty) else {
        throw Problem.unsupportedMediaType
      }
      document = try JSONDocument(parsing: context.body)
    }
    return Incoming(
      request: request, parameters: context.parameters, token: token, bytes: context.body, document: document)
  }

  /// `application/json`, with no parameter but `charset=utf-8`.
  private func isJSON(_ contentType: String?) -> Bool {
    guard let contentType else { return false }
    let parts = contentType.split(separator: ";").map { $0.trimmingBlanks().lowercased() }
    guard parts.first == "application/json" else { return false }
    return parts.dropFirst().allSatisfy { $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }
  }

  /// Refuses a query that the operation doesn't read, and tells a refusal of the rules with the field it is about.
  private func respond<Asked: IncomingReading>(
    to call: Asked, with operation: Operation, zone: OfficeZone?, _ answer: @Sendable (Asked) async throws -> Response
  ) async throws -> Response {
    if !operation.takesQuery { try call.emptyQuery() }
    do {
      return try await answer(call)
    } catch let error as DomainError {
      throw Problem(error, fields: operation.fields, zone: zone)
    }
  }
}
