import HTTPTypes
import NIOConcurrencyHelpers

/// Counts of requests and their durations, kept in memory and rendered as Prometheus text.
///
/// The labels come from the table of operations, never from a request, so the number of series is bounded.
final class HTTPMetrics: Sendable {
  private struct Series: Hashable {
    let method: String
    let route: String
  }

  private struct Measurements {
    var byStatusClass: [String: Int] = [:]
    var durations = DurationHistogram()
  }

  private let series = NIOLockedValueBox<[Series: Measurements]>([:])

  func record(method: HTTPRequest.Method, route: String, status: Int, duration: Duration) {
    let key = Series(method: Self.boundedMethod(method), route: route)
    series.withLockedValue { series in
      series[key, default: Measurements()].byStatusClass["\(status / 100)xx", default: 0] += 1
      series[key, default: Measurements()].durations.observe(duration)
    }
  }

  /// The method's name if it is one of HTTP's, `OTHER` for what a client made up.
  static func boundedMethod(_ method: HTTPRequest.Method) -> String {
    let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
    return known.contains(method) ? method.rawValue : "OTHER"
  }

  /// Writes both families.
  func render(into text: inout PrometheusText) {
    let all = series.withLockedValue { $0 }.sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
    text.family("madoguchi_http_requests_total", "counter", "Requests served, by route template and class of status.")
    for (key, measurements) in all {
      for (status, count) in measurements.byStatusClass.sorted(by: { $0.key < $1.key }) {
        let labels = [("method", key.method), ("route", key.route), ("status", status)]
        text.sample("madoguchi_http_requests_total", labels, Double(count))
      }
    }
    text.family("madoguchi_http_request_duration_seconds", "histogram", "Time from a request's head to its response.")
    for (key, measurements) in all {
      let labels = [("method", key.method), ("route", key.route)]
      text.histogram("madoguchi_http_request_duration_seconds", labels, measurements.durations)
    }
  }
}
