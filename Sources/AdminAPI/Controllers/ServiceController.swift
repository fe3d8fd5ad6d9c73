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
    // Ready means: the database answers and has this binary's schema.
    let status = StatusController(version: version, checkReadiness: { try await store.checkReadiness() }) { text in
      PoolGauges(store.poolStatistics).render(into: &text)
      metrics.render(into: &text)
      moreMetrics(&text)
    }
    return status.operations + [Operation(.get, "/openapi.json", "getOpenAPI", .open(openAPI))]
  }

  private func openAPI(_ request: Request) async throws -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: Self.document)))
  }
}
