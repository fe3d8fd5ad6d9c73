import HTTPTypes
import Hummingbird

/// Puts on every response what none may lack: the request's id and the security headers.
///
/// The id is always ours: one that a client chose could be made to collide or to carry something into the logs.
struct StandardHeaders: RouterMiddleware {
  func handle(
    _ request: Request, context: AdminContext, next: Next
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.xRequestID] = context.requestID
    response.headers[.cacheControl] = "no-store"
    response.headers[.xContentTypeOptions] = "nosniff"
    return response
  }
}
