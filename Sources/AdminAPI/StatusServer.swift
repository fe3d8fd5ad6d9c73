import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// `/healthz`, `/readyz` and `/metrics` of a process that serves nothing else, answered as the API answers them.
///
/// ``application(onRunning:)`` is a `Service`, as ``AdminServer``'s is.
public struct StatusServer: Sendable {
  private let configuration: AdminConfiguration
  private let logger: Logger
  private let routes: RouteTable

  /// - Parameters:
  ///   - checkReadiness: throws, best a `DomainError`, where the process cannot work.
  ///   - metrics: writes the families of metrics.
  public init(
    configuration: AdminConfiguration, logger: Logger, checkReadiness: @escaping @Sendable () async throws -> Void,
    metrics: @escaping @Sendable (inout PrometheusText) -> Void
  ) {
    self.configuration = configuration
    self.logger = logger
    routes = RouteTable(
      operations: StatusController(
        version: configuration.version, checkReadiness: checkReadiness, metrics: metrics
      ).operations)
  }

  /// The server.
  ///
  /// - Parameter onRunning: called with the port once it listens; 0 in the configuration takes a free one.
  public func application(
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Hummingbird.Application<RouterResponder<AdminContext>> {
    let router = Router(context: AdminContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: StandardHeaders())
    router.add(middleware: AccessLog())
    router.add(middleware: ErrorsAsProblems(methods: routes.methods(at:)))
    for operation in routes.operations {
      guard case .open(let answer) = operation.service else { continue }
      router.on(RouterPath(operation.path), method: operation.method) { request, _ in try await answer(request) }
    }
    return Hummingbird.Application(
      router: router, server: .http1(configuration: .init(idleTimeout: configuration.idleTimeout)),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port),
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.connectionLimit)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
      logger: logger)
  }
}
