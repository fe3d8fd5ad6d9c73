import Foundation
import Postgres
import Scheduling

/// A message in the hands of one relay, for as long as its lease lasts.
public struct QueuedMessage: Sendable {
  /// Stable over every attempt and redelivery: a receiver that remembers ids has each message once.
  public let id: MessageID
  /// Whose message it is; its name and telephone, as they were, are among the facts.
  public let office: Office
  /// What it is about.
  public let booking: BookingID
  /// What it says.
  public let kind: MessageKind
  /// The frozen facts, a JSON object; `Outbox` lists them. A meeting's secrets are not among them.
  public let facts: [UInt8]
  /// When it was queued: the template that was in force then is the one it is rendered with.
  public let createdAt: Instant
  /// From when on it was to leave.
  public let dueAt: Instant
  /// From then on it is of no use; nil for what is so for good.
  public let expiresAt: Instant?
  /// How often it was claimed, this time included, but for those that did not count.
  public let attempts: Int
  /// The text of the terms that goes with it: an offer's, a change's.
  public let terms: String?

  let claim: UUID
}

extension QueuedMessage {
  init(row: Row, office: Office, claim: UUID) throws {
    self.init(
      id: try row.decode(0), office: office, booking: try row.decode(1), kind: try row.decode(2),
      facts: try row.decode(3, as: PostgresJSON.self).utf8, createdAt: try row.decode(4), dueAt: try row.decode(5),
      expiresAt: try row.decodeIfPresent(6), attempts: try row.decode(7), terms: try row.decodeIfPresent(8),
      claim: claim)
  }
}
