import Foundation
import Scheduling

extension MessageFacts {
  /// The facts as the outbox froze them.
  ///
  /// - Parameter terms: the text of the version that goes with the message.
  /// - Throws: what is lacking, or is not what it should be.
  public init(frozen json: [UInt8], terms: String?) throws(LackingFact) {
    guard let frozen = try? JSONDecoder().decode(Frozen.self, from: Data(json)) else {
      throw LackingFact(name: "facts")
    }
    guard let zone = OfficeZone(identifier: frozen.timeZone) else { throw LackingFact(name: "time_zone") }
    self.init(
      office: (frozen.officeName, frozen.officePhone), zone: zone, person: frozen.person,
      service: (frozen.serviceJa, frozen.serviceEn))
    slots =
      frozen.offerStarts?.compactMap { Instant(rfc3339: $0) }
      .map { Slot(start: $0, minutes: frozen.minutes) } ?? []
    if let start = frozen.startsAt.flatMap({ Instant(rfc3339: $0) }),
      let end = frozen.endsAt.flatMap({ Instant(rfc3339: $0) })
    {
      session = Slot(start: start, end: end)
    }
    deadline = frozen.deadline.flatMap { Instant(rfc3339: $0) }
    vendor = frozen.vendor.flatMap(Vendor.init(rawValue:))
    self.terms = terms
    effectiveFrom = frozen.effectiveFrom.flatMap { Instant(rfc3339: $0) }
    cancelledBy = CancellingParty.allCases.first { $0.ending.rawValue == frozen.status }
    ground = frozen.declineGround.flatMap(DeclineGround.init(rawValue:))
    if let from = frozen.from.flatMap({ Instant(rfc3339: $0) }),
      let until = frozen.until.flatMap({ Instant(rfc3339: $0) }),
      let ground = frozen.ground.flatMap(RefusalGround.init(rawValue:))
    {
      refusal = (from, until, ground)
    }
  }

  /// What `Outbox` writes down, and what those add who queue a message; instants as RFC 3339.
  private struct Frozen: Decodable {
    let officeName: String
    let officePhone: String
    let timeZone: String
    let person: String
    let serviceJa: String
    let serviceEn: String
    let minutes: Int
    let status: String
    let startsAt: String?
    let endsAt: String?
    let vendor: String?
    let offerStarts: [String]?
    let deadline: String?
    let declineGround: String?
    let effectiveFrom: String?
    let from: String?
    let until: String?
    let ground: String?

    enum CodingKeys: String, CodingKey {
      case person, minutes, status, vendor, deadline, ground
      case officeName = "office_name"
      case officePhone = "office_phone"
      case timeZone = "time_zone"
      case serviceJa = "service_ja"
      case serviceEn = "service_en"
      case startsAt = "starts_at"
      case endsAt = "ends_at"
      case offerStarts = "offer_starts"
      case declineGround = "decline_ground"
      case effectiveFrom = "effective_from"
      case from = "refused_from"
      case until = "refused_until"
    }
  }
}
