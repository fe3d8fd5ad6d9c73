import NIOConcurrencyHelpers
import OfficeStore
import Scheduling

/// Which way an office's messages go.
public protocol DeliveryRoutes: Sendable {
  /// The office's channel; nil when it has none, and its messages then wait for the gateway to fetch them.
  func channel(for office: Office) async throws(DeliveryFailure) -> (any DeliveryChannel)?
}

/// An office's own webhook, or else what the deployment says for all.
public struct ConfiguredRoutes: DeliveryRoutes {
  private struct Known {
    let webhook: Webhook?
    let until: ContinuousClock.Instant
  }

  private static let keeping = Duration.seconds(5)
  private let queue: MessageQueue
  private let keys: KeyRing?
  private let sender: WebhookSender
  private let allowsPlain: Bool
  private let fallback: (any DeliveryChannel)?
  private let known = NIOLockedValueBox<[Int32: Known]>([:])

  /// - Parameters:
  ///   - keys: open the secrets of the offices' webhooks.
  ///   - allowsPlain: whether an office's webhook may be http.
  ///   - fallback: for offices without a webhook of their own.
  public init(
    queue: MessageQueue, keys: KeyRing?, sender: WebhookSender, allowsPlain: Bool, fallback: (any DeliveryChannel)?
  ) {
    self.queue = queue
    self.keys = keys
    self.sender = sender
    self.allowsPlain = allowsPlain
    self.fallback = fallback
  }

  /// A webhook may be five seconds old.
  public func channel(for office: Office) async throws(DeliveryFailure) -> (any DeliveryChannel)? {
    guard let webhook = try await webhook(of: office) else { return fallback }
    let secret: [UInt8]
    do {
      guard let keys else { throw DeliveryFailure.secretUnreadable }
      secret = try webhook.secret(with: keys)
    } catch {
      throw .secretUnreadable
    }
    return WebhookChannel(
      to: try WebhookTarget(url: webhook.url, secret: secret, allowsPlain: allowsPlain), sender: sender)
  }

  private func webhook(of office: Office) async throws(DeliveryFailure) -> Webhook? {
    if let known = known.withLockedValue({ $0[office.id] }), known.until > .now { return known.webhook }
    do {
      let webhook = try await queue.webhook(of: office)
      known.withLockedValue { $0[office.id] = Known(webhook: webhook, until: .now + Self.keeping) }
      return webhook
    } catch {
      throw .databaseUnavailable
    }
  }
}
