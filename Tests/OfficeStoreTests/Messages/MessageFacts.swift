import Foundation
import OfficeStore
import Scheduling
import Testing

/// What a message says, as its receiver reads it.
struct MessageFacts: Decodable {
  var office_code: String
  var office_name: String
  var office_phone: String
  var time_zone: String
  var person: String
  var service: String
  var service_ja: String
  var service_en: String
  var minutes: Int
  var status: String
  var channel: String
  var starts_at: String?
  var ends_at: String?
  var vendor: String?
  var offer_starts: [String]?
  var deadline: String?
  var terms_version: String?
  var decline_ground: String?
  var cancel_class: String?

  init(of message: OutboxMessage?) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(try #require(message?.facts)))
  }
}
