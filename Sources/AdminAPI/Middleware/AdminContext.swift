import Hummingbird
import NIOCore

/// What travels with one request from the first middleware to the handler.
public struct AdminContext: RequestContext {
  /// Hummingbird's own part: logger, path parameters, route template.
  public var coreContext: CoreRequestContextStorage
  /// Names the request in its response and in the log.
  let requestID = RequestID().description
  /// The connection the request came through.
  let channel: any Channel
  /// The whole body, once ``BodyLimit`` has read it.
  var body: [UInt8] = []

  /// A context for a request that has just arrived.
  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// The template of the route that serves the request, such as `/v1/offices/{office}/rooms`. Unlike the path it holds
  /// nothing of the request, so that it may be logged and counted.
  var routeTemplate: String {
    // Hummingbird puts a word, not a path, where no route matched.
    endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "unmatched"
  }
}

/// The rest of the chain, as Hummingbird (built without `NonisolatedNonsendingByDefault`) hands it to a middleware.
typealias Next = @concurrent (Request, AdminContext) async throws -> Response
