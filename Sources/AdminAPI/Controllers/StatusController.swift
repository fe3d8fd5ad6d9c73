import Hummingbird

/// What every process that runs on tells about itself, without a token: that it lives, that it can work, and how it does.
struct StatusController {
  let version: String
  /// Throws where the process cannot work.
  let checkReadiness: @Sendable () async throws -> Void
  /// Writes the families of metrics.
  let metrics: @Sendable (inout PrometheusText) -> Void

  var operations: [Operation] {
    [
      Operation(.get, "/healthz", "getHealth", .open { _ in .json { $0.member("status", "ok") } }),
      Operation(.get, "/readyz", "getReadiness", .open(readiness)),
      Operation(.get, "/metrics", "getMetrics", .open(metricsText)),
    ]
  }

  private func readiness(_ request: Request) async throws -> Response {
    try await checkReadiness()
    return .json { $0.member("status", "ready") }
  }

  private func metricsText(_ request: Request) async throws -> Response {
    var text = PrometheusText()
    text.family("madoguchi_build_info", "gauge", "The version that runs; the value is always 1.")
    text.sample("madoguchi_build_info", [("version", version)], 1)
    metrics(&text)
    return Response(
      status: .ok, headers: [.contentType: PrometheusText.mediaType],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
  }
}
