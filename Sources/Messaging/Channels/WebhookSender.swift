import AsyncHTTPClient
import Foundation
import NIOCore

/// Sends requests to webhooks, and only to addresses it has looked at: a name is resolved once, every address of it is
/// judged, and the connection goes to the judged one, so that a name server can't point elsewhere in between.
public actor WebhookSender {
  /// One client an address, because a client's idea of a name's address is fixed when it is made.
  private struct Place: Hashable {
    let host: String
    let address: String
  }

  private struct Connections {
    let client: HTTPClient
    var lastUsed: ContinuousClock.Instant
  }

  /// From the lookup of the name to the last byte of the answer.
  public static let timeout = Duration.seconds(10)
  private static let idle = Duration.seconds(300)

  private let allowsPrivate: Bool
  private let resolver: Resolver
  private let timeout: Duration
  private var places: [Place: Connections] = [:]

  /// - Parameter allowsPrivate: private, loopback and link-local addresses will do; for tests and for a receiver in the
  ///   same house.
  public init(allowsPrivate: Bool = false) {
    self.init(allowsPrivate: allowsPrivate, resolver: Resolver(), timeout: Self.timeout)
  }

  init(allowsPrivate: Bool, resolver: Resolver, timeout: Duration) {
    self.allowsPrivate = allowsPrivate
    self.resolver = resolver
    self.timeout = timeout
  }

  /// Posts a message, signed now; 2xx is success. The answer's body is read to its end and forgotten.
  public func post(
    _ message: OutgoingMessage, to target: WebhookTarget, attempt: Int
  ) async throws(DeliveryFailure) {
    let start = ContinuousClock.now
    let address = try await address(of: target, attempt: attempt)
    let left = timeout - (ContinuousClock.now - start)
    guard left > .zero else { throw .timeout }
    let client = client(for: Place(host: target.host, address: address))
    let timestamp = Int64(Date().timeIntervalSince1970)
    var request = HTTPClientRequest(url: target.url)
    request.method = .POST
    request.headers = [
      "Content-Type": "application/json", "User-Agent": "Madoguchi",
      WebhookSignature.Header.messageID: message.id.description,
      WebhookSignature.Header.timestamp: String(timestamp),
      WebhookSignature.Header.signature: WebhookSignature.sign(message.body, at: timestamp, with: target.secret),
    ]
    request.body = .bytes(message.body)
    switch try await Self.exchange(request, by: client, within: left) {
    case 200...299: return
    case 300...399: throw .redirected
    case 400...499: throw .clientError
    case 500...599: throw .serverError
    default: throw .strangeStatus
    }
  }

  /// Closes every connection; it is of no use afterwards.
  public func close() async {
    let clients = places.values.map(\.client)
    places = [:]
    for client in clients { try? await client.shutdown() }
  }

  /// One of the name's addresses, another one at each attempt.
  private func address(of target: WebhookTarget, attempt: Int) async throws(DeliveryFailure) -> String {
    let addresses = try await withDeadline { [resolver] in await resolver.addresses(of: target.host) }
    guard !addresses.isEmpty else { throw .unresolved }
    guard allowsPrivate || addresses.allSatisfy(\.isPublic) else { throw .addressRefused }
    return addresses[max(attempt - 1, 0) % addresses.count].text
  }

  /// Sends it and returns the status of an answer that came whole. The library's own deadline ends with the answer's head,
  /// so a target that says no more would hold whoever waits for the rest.
  private static func exchange(
    _ request: HTTPClientRequest, by client: HTTPClient, within left: Duration
  ) async throws(DeliveryFailure) -> UInt {
    do {
      return try await withThrowingTaskGroup(of: UInt.self) { group in
        defer { group.cancelAll() }
        group.addTask {
          let response = try await client.execute(request, timeout: TimeAmount(left))
          try await Self.drain(response.body)
          return response.status.code
        }
        group.addTask {
          try await Task.sleep(for: left)
          throw DeliveryFailure.timeout
        }
        guard let status = try await group.next() else { throw DeliveryFailure.timeout }
        return status
      }
    } catch {
      throw failure(for: error)
    }
  }

  /// Does not wait for a lookup longer than for anything else; the lookup itself can't be stopped.
  private func withDeadline(
    _ work: @escaping @Sendable () async -> [IPAddress]
  ) async throws(DeliveryFailure) -> [IPAddress] {
    let (answers, continuation) = AsyncStream.makeStream(of: [IPAddress]?.self)
    let asking = Task { continuation.yield(await work()) }
    let waiting = Task { [timeout] in
      try? await Task.sleep(for: timeout)
      continuation.yield(nil)
    }
    var iterator = answers.makeAsyncIterator()
    let answer = await iterator.next() ?? nil
    asking.cancel()
    waiting.cancel()
    guard let answer else { throw .timeout }
    return answer
  }

  private func client(for place: Place) -> HTTPClient {
    if let known = places[place] {
      places[place]?.lastUsed = .now
      return known.client
    }
    closeIdle()
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.dnsOverride = place.host == place.address ? [:] : [place.host: place.address]
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(5)
    configuration.timeout.read = TimeAmount(timeout)
    configuration.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    places[place] = Connections(client: client, lastUsed: .now)
    return client
  }

  /// Names move; what nobody has used for longer than any request lasts is closed.
  private func closeIdle() {
    for (place, connections) in places where connections.lastUsed + Self.idle < .now {
      places[place] = nil
      Task { try? await connections.client.shutdown() }
    }
  }

  private static func drain(_ body: HTTPClientResponse.Body) async throws {
    var count = 0
    for try await part in body {
      count += part.readableBytes
      // whoever answers with more than this is not worth the reading
      if count > 65_536 { return }
    }
  }

  private static func failure(for error: any Error) -> DeliveryFailure {
    if let failure = error as? DeliveryFailure { return failure }
    guard let error = error as? HTTPClientError else { return .connectionFailed }
    return switch error {
    case .deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout, .tlsHandshakeTimeout,
      .getConnectionFromPoolTimeout:
      .timeout
    case .invalidURL, .emptyHost, .emptyScheme: .urlRefused
    default: .connectionFailed
    }
  }
}

/// The webhook of one office.
public struct WebhookChannel: DeliveryChannel {
  let target: WebhookTarget
  let sender: WebhookSender

  /// A channel to `target`.
  public init(to target: WebhookTarget, sender: WebhookSender) {
    self.target = target
    self.sender = sender
  }

  /// Posts it.
  public func deliver(_ message: OutgoingMessage, attempt: Int) async throws(DeliveryFailure) {
    try await sender.post(message, to: target, attempt: attempt)
  }
}
