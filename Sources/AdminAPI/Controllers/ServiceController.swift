import COpenAPI
import HTTPTypes
import Hummingbird
import OfficeStore

/// What a platform asks the service about itself, without a token.
struct ServiceController {
  let store: OfficeStore
  let metrics: HTTPMetrics
  let version: String
  let moreMetrics: @Sendable (inout PrometheusText) -> Void

  private static let document = Array(
    UnsafeBufferPointer(start: openapi_document(), count: openapi_document_length()))

  var operations: [Operation] {
    [
      Operation(.get, "/healthz", "getHealth", .open { _ in .json { $0.member("status", "ok") } }),
      Operation(.get, "/readyz", "getReadiness", .open(readiness)),
      Operation(.get, "/metrics", "getMetrics", .open(metricsText)),
      Operation(.get, "/openapi.json", "getOpenAPI", .open(openAPI)),
    ]
  }

  /// Ready means: the database answers and has this binary's schema.
  private func readiness(_ request: Request) async throws -> Response {
    try await store.checkReadiness()
    return .json { $0.member("status", "ready") }
  }

  private func metricsText(_ request: Request) async throws -> Response {
    var text = PrometheusText()
    text.family("madoguchi_build_info", "gauge", "The version that runs; the value is always 1.")
    text.sample("madoguchi_build_info", [("version", version)], 1)
    PoolGauges(store.poolStatistics).render(into: &text)
    metrics.render(into: &text)
    moreMetrics(&text)
    return Response(
      status: .ok, headers: [.contentType: PrometheusText.mediaType],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
  }

  private func openAPI(_ request: Request) async throws -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: Self.document)))
  }
}
