import Hummingbird

/// Counts and times every request by its route's template.
struct RequestMetrics: RouterMiddleware {
  let metrics: HTTPMetrics

  func handle(
    _ request: Request, context: AdminContext, next: Next
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    metrics.record(
      method: request.method, route: context.routeTemplate, status: response.status.code,
      duration: ContinuousClock.now - start)
    return response
  }
}
