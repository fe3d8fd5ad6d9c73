import Scheduling

/// A made-up message of a kind: what templates are tried with before they are kept, and shown with in a preview.
struct SampleMessage: Sendable {
  let kind: MessageKind
  /// What it is called among those of its kind: `zoom`, `by_user`; the kind's own name where there is one only.
  let name: String
  let facts: MessageFacts
  let credentials: MeetingCredentials?

  /// The samples of a kind: between them they show everything that a template of it can.
  static func all(
    of kind: MessageKind, office: (name: String, phone: String), zone: OfficeZone
  ) -> [SampleMessage] {
    let facts = facts(office, zone)
    func sample(
      _ name: String? = nil, _ credentials: MeetingCredentials? = nil, _ change: (inout MessageFacts) -> Void = { _ in }
    ) -> SampleMessage {
      var own = facts
      change(&own)
      return SampleMessage(kind: kind, name: name ?? kind.rawValue, facts: own, credentials: credentials)
    }
    return switch kind {
    case .offer, .termsChanged: [sample { $0.terms = terms }]
    case .reminderUnconfirmed, .reminderDayBefore, .lapsed, .noShow: [sample()]
    case .details: [sample("zoom", zoom), sample("teleoffice", teleoffice) { $0.vendor = .teleoffice }]
    case .followUpDetails:
      [
        sample("zoom", zoom),
        sample("teleoffice", teleoffice) {
          $0.vendor = .teleoffice
          $0.terms = terms
        },
      ]
    case .cancelled: CancellingParty.allCases.map { party in sample("by_\(party.rawValue)") { $0.cancelledBy = party } }
    case .declined: DeclineGround.allCases.map { ground in sample(ground.rawValue) { $0.ground = ground } }
    case .refused:
      RefusalGround.allCases.map { ground in
        sample(ground.rawValue) { $0.refusal = (start, start.adding(minutes: 60 * 24 * 90), ground) }
      }
    }
  }

  // 2026-09-17T00:00+09:00, a Thursday
  private static let start = Instant(secondsSinceEpoch: 1_789_570_800)
  private static let terms = "（利用規約の本文）\n第１条（目的）……\n"
  private static let zoom = MeetingCredentials.zoom(
    meetingID: "12345678901", passcode: "Ab3_*-9", url: "https://zoom.example/j/12345678901")
  private static let teleoffice = MeetingCredentials.teleOffice(
    server: "meet.example", accessCode: "987654", url: "https://meet.example/987654")

  private static func facts(_ office: (name: String, phone: String), _ zone: OfficeZone) -> MessageFacts {
    var facts = MessageFacts(office: office, zone: zone, person: "職安 太郎", service: ("職業相談", "Career counseling"))
    facts.slots = [
      Slot(start: start.adding(minutes: 540), minutes: 30),
      Slot(start: start.adding(minutes: 24 * 60 + 810), minutes: 30),
    ]
    facts.session = facts.slots.first
    facts.deadline = start
    facts.vendor = .zoom
    facts.effectiveFrom = start.adding(minutes: 14 * 24 * 60)
    return facts
  }
}
