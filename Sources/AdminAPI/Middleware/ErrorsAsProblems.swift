import HTTPTypes
import Hummingbird
import Logging
import Scheduling

/// Turns whatever is thrown inside into a problem, so that no response is ever a bare error.
struct ErrorsAsProblems: RouterMiddleware {
  /// The methods that the operations at a path have; empty when there is no such path.
  let methods: @Sendable (String) -> [HTTPRequest.Method]

  func handle(
    _ request: Request, context: AdminContext, next: Next
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as BrokenConnection {
      throw error.underlying
    } catch {
      let problem = self.problem(of: error, request, context)
      let language = Language(acceptLanguage: request.headers[.acceptLanguage])
      return problem.response(in: language, requestID: context.requestID)
    }
  }

  private func problem(of error: any Error, _ request: Request, _ context: AdminContext) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let input as InputErrors: return Problem(input)
    case let refusal as DomainError: return Problem(refusal, zone: nil)
    case let syntax as JSONSyntaxError: return .malformedJSON(at: syntax.offset)
    case let error as HTTPError where error.status == .notFound:
      let allowed = methods(request.uri.path)
      return allowed.isEmpty ? .notFound : .methodNotAllowed(allowed)
    default:
      // The type only: an error's own words may hold what a log must not.
      context.logger.error(
        "unforeseen error", metadata: ["request_id": "\(context.requestID)", "error": "\(type(of: error))"])
      return .internalError
    }
  }
}
