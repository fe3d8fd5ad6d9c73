/// A way out of the house.
public protocol DeliveryChannel: Sendable {
  /// Hands a message over. It has arrived when this returns, and may have arrived when it throws: a receiver that remembers
  /// ids has each once.
  ///
  /// - Parameter attempt: how often it has been tried, this time included.
  func deliver(_ message: OutgoingMessage, attempt: Int) async throws(DeliveryFailure)
}
