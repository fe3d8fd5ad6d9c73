import Foundation
import Scheduling

/// A message as it leaves: the same bytes at every attempt, as long as the meeting it tells of is the same.
public struct OutgoingMessage: Sendable {
  /// Stable over every attempt and redelivery.
  public let id: MessageID
  /// The body: a JSON object, see docs/delivery.md.
  public let body: [UInt8]
  /// When it was queued.
  let createdAt: Instant

  private struct Content: Encodable {
    let id: String
    let kind: String
    let booking: String
    let office: String
    let createdAt: String
    let texts: [String: MessageText]

    enum CodingKeys: String, CodingKey {
      case id, kind, booking, office, texts
      case createdAt = "created_at"
    }
  }

  init(
    id: MessageID, kind: MessageKind, booking: BookingID, office: OfficeCode, createdAt: Instant, zone: OfficeZone,
    texts: [MessageLanguage: MessageText]
  ) throws(DeliveryFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = Content(
      id: id.description, kind: kind.rawValue, booking: booking.description, office: office.text,
      createdAt: createdAt.rfc3339(in: zone),
      texts: Dictionary(uniqueKeysWithValues: texts.map { ($0.key.rawValue, $0.value) }))
    guard let body = try? encoder.encode(content) else { throw .factMissing }
    self.id = id
    self.body = Array(body)
    self.createdAt = createdAt
  }
}

extension OutgoingMessage: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The id, and nothing of the text, which names a person and may lead into a meeting.
  public var description: String { "message \(id)" }
  /// The same.
  public var debugDescription: String { description }
  /// Has no children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
