import Hummingbird
import Logging

/// Writes one line per request, and nothing of a person into it: the route's template instead of the path and query, no
/// body, no token, no address.
struct AccessLog: RouterMiddleware {
  func handle(
    _ request: Request, context: AdminContext, next: Next
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let elapsed = ContinuousClock.now - start
    context.logger.info(
      "request",
      metadata: [
        "request_id": "\(context.requestID)",
        "method": "\(HTTPMetrics.boundedMethod(request.method))",
        "route": "\(context.routeTemplate)",
        "status": "\(response.status.code)",
        "duration_ms": "\(elapsed / Duration.milliseconds(1))",
      ])
    return response
  }
}
