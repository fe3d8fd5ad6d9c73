import Stage

extension Inspection {
  /// Answers by what they are. Of each kind there must have been some.
  private enum Kind: String, CaseIterable {
    case metrics = "/metrics"
    case problems = "problem answers"
    case lists = "lists of bookings"
    case offers = "offers"
    case events = "event feeds"
    case messages = "lists of messages"
    case audit = "the audit"
    case exports = "exports of disclosures"
    case meetings = "meetings"
    case others = "all other answers"

    init(_ exchange: Exchange, _ route: Route) {
      switch route.key {
      case "GET metrics": self = .metrics
      case _ where exchange.status >= 400: self = .problems
      case "GET bookings", "POST bookings/search": self = .lists
      case "POST bookings/{id}/offer": self = .offers
      case "GET bookings/{id}/events": self = .events
      case "GET messages", "GET messages/{id}": self = .messages
      case "GET audit", "POST audit/search", "GET audit/seals": self = .audit
      case WhereItBelongs.exportRoute: self = .exports
      case WhereItBelongs.meetingRoute: self = .meetings
      default: self = .others
      }
    }
  }

  func answers(_ exchanges: [Exchange]) -> [Place] {
    var places = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, Place($0.rawValue, "answers")) })
    for (number, exchange) in exchanges.enumerated() {
      let route = Route(exchange.method, exchange.path)
      let isInPlace = belongs(in: exchange, route)
      places[Kind(exchange, route)]?.look(
        through: exchange.head + "\n" + exchange.text, for: search,
        at: "\(exchange.status) to \(route.key), exchange \(number + 1)", unless: isInPlace)
    }
    return Kind.allCases.compactMap { places[$0] }
  }

  private func belongs(in exchange: Exchange, _ route: Route) -> (Needle) -> Bool {
    guard exchange.status < 300 else { return { _ in false } }
    switch WhereItBelongs.persons(in: route) {
    case .anybody: return { $0.kind.isOfPerson }
    case .own where route.key == WhereItBelongs.exportRoute:
      return belongs(inExport: JSONTree(exchange.text) ?? .other)
    case .own where route.key == WhereItBelongs.messageRoute:
      return belongs(inMessage: JSONTree(exchange.text) ?? .other)
    case .own:
      let own = belongings.persons(of: Self.subjects(of: exchange, route))
      return { $0.kind.isOfPerson && $0.isPart(of: own) }
    case .nobody where route.key == WhereItBelongs.meetingRoute:
      let own = belongings.meetingSecrets(of: route.id ?? "")
      return { $0.kind == .meeting && $0.isPart(of: own) }
    case .nobody: return { _ in false }
    }
  }

  /// A message that is fetched tells its booking's person, and details of the booking's meeting.
  private func belongs(inMessage message: JSONTree) -> (Needle) -> Bool {
    let booking = message["booking"]?.text ?? ""
    let isDetails = WhereItBelongs.meetingMessages.contains(message["kind"]?.text ?? "")
    let meeting = isDetails ? belongings.meetingSecrets(of: booking) : []
    let own = belongings.persons(of: [booking])
    return { $0.kind == .meeting ? $0.isPart(of: meeting) : $0.kind.isOfPerson && $0.isPart(of: own) }
  }

  /// An export tells of the one whom it is about, or of nobody when it is about days of use; devices only as a law
  /// demands, and those that were used for what it reaches.
  private func belongs(inExport export: JSONTree) -> (Needle) -> Bool {
    let reached = (export["bookings"]?.elements ?? []).compactMap { $0["id"]?.text?.lowercased() }
    let own = belongings.persons(of: reached + ["booking", "seeker"].compactMap { export[$0]?.text })
    let isDemand = export["kind"]?.text == "legal_demand"
    let devices = reached.reduce(into: Set<String>()) { $0.formUnion(belongings.devices[$1] ?? []) }
    let isAboutDays = !(export["period"]?.members ?? [:]).isEmpty
    return { needle in
      switch needle.kind {
      case .name, .number: needle.isPart(of: own)
      case .device: isDemand && (isAboutDays || needle.isPart(of: devices))
      default: false
      }
    }
  }

  /// Ids of what the answer is about: in the address, or as the answer itself says.
  private static func subjects(of exchange: Exchange, _ route: Route) -> [String] {
    let answer = JSONTree(exchange.text)
    return [route.id].compactMap { $0 } + ["id", "booking", "seeker"].compactMap { answer?[$0]?.text }
  }
}
