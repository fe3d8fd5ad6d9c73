import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import OfficeStore
import Scheduling
import ServiceLifecycle

/// The HTTP API over one store.
///
/// ``application(onRunning:)`` is a `Service`: run it in a `ServiceGroup`. On a graceful shutdown it stops accepting,
/// finishes the requests in flight and closes.
public struct AdminServer: Sendable {
  private let configuration: AdminConfiguration
  private let logger: Logger
  private let metrics = HTTPMetrics()
  private let judge: Judge
  private let routes: RouteTable

  /// An API over `store`.
  ///
  /// - Parameters:
  ///   - previewMessage: renders a template; nil where nobody can, and templates are then 404.
  ///   - tellMessage: makes the texts of a message that the gateway fetches; nil where nobody can, and it gets none.
  ///   - moreMetrics: writes what else `/metrics` tells.
  ///   - moveClock: moves the service's clock forward and writes down what fell due; nil when nobody may, and
  ///     `POST /v1/clock` is then 404.
  public init(
    store: OfficeStore, configuration: AdminConfiguration, logger: Logger, previewMessage: PreviewMessage? = nil,
    tellMessage: TellMessage? = nil,
    moreMetrics: @escaping @Sendable (inout PrometheusText) -> Void = { _ in }, moveClock: ClockController.Move? = nil
  ) {
    self.configuration = configuration
    self.logger = logger
    judge = Judge(
      store: store,
      failures: FailedAuthentications(
        burst: configuration.failedAuthenticationBurst, perSecond: configuration.failedAuthenticationsPerSecond),
      trustsForwardedFor: configuration.trustsForwardedFor)
    routes = RouteTable(
      operations: [
        ServiceController(
          store: store, metrics: metrics, version: configuration.version, moreMetrics: moreMetrics
        ).operations,
        ClockController(clock: store.clock, move: moveClock).operations,
        BookingController(store: store).operations,
        AvailabilityController(store: store).operations,
        ResourceController.rooms(store).operations,
        ResourceController.counselors(store).operations,
        ResourceController.licences(store).operations,
        CredentialsController(store: store).operations,
        MeetingController(store: store).operations,
        ResourceController.services(store).operations,
        CalendarController(store: store).operations,
        CalendarEntryController.hours(store).operations,
        CalendarEntryController.closures(store).operations,
        ResourceController.staff(store).operations,
        ReservationController(store: store).operations,
        UnavailabilityController.absences(store).operations,
        UnavailabilityController.maintenances(store).operations,
        PolicyController(store: store).operations,
        TermsController(store: store).operations,
        TaskController(store: store).operations,
        MessageController(store: store, tell: tellMessage).operations,
        AuditController(store: store).operations,
        IncidentController(store: store).operations,
        RefusalController(store: store).operations,
        MessageTemplateController(store: store, preview: previewMessage).operations,
        UsageController(store: store).operations,
        DisclosureController(store: store).operations,
        RetentionController(store: store).operations,
      ].flatMap { $0 })
  }

  /// Everything the API can do.
  var operations: [Operation] { routes.operations }

  /// The router: the chain every request passes, and the operations at its end.
  func router() -> Router<AdminContext> {
    let router = Router(context: AdminContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: StandardHeaders())
    router.add(middleware: AccessLog())
    router.add(middleware: RequestMetrics(metrics: metrics))
    router.add(middleware: ErrorsAsProblems(methods: routes.methods(at:)))
    router.add(middleware: BodyLimit(limit: configuration.bodyLimit, deadline: configuration.bodyDeadline))
    for operation in routes.operations {
      router.on(RouterPath(operation.path), method: operation.method) { [judge] request, context in
        try await judge.respond(to: request, context, with: operation)
      }
    }
    return router
  }

  /// The server.
  ///
  /// - Parameter onRunning: called with the port once it listens; 0 in the configuration takes a free one.
  public func application(
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Hummingbird.Application<RouterResponder<AdminContext>> {
    Hummingbird.Application(
      router: router(),
      server: .http1(
        configuration: .init(
          idleTimeout: configuration.idleTimeout,
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port),
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.connectionLimit)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
      logger: logger)
  }
}
