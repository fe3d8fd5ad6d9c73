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
      case "POST disclosures/{id}/export": self = .exports
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
    case .anybody where route.key == WhereItBelongs.messageRoute:
      let message = JSONTree(exchange.text)
      let isDetails = WhereItBelongs.meetingMessages.contains(message?["kind"]?.text ?? "")
      let own = isDetails ? belongings.meetingSecrets(of: message?["booking"]?.text ?? "") : []
      return { $0.kind == .meeting ? $0.isPart(of: own) : $0.kind.isOfPerson }
    case .anybody: return { $0.kind.isOfPerson }
    case .own:
      let own = belongings.persons(of: Self.subjects(of: exchange, route))
      return { $0.kind.isOfPerson && $0.isPart(of: own) }
    case .nobody where route.key == WhereItBelongs.meetingRoute:
      let own = belongings.meetingSecrets(of: route.id ?? "")
      return { $0.kind == .meeting && $0.isPart(of: own) }
    case .nobody: return { _ in false }
    }
  }

  /// Ids of what the answer is about: in the address, or as the answer itself says.
  private static func subjects(of exchange: Exchange, _ route: Route) -> [String] {
    let answer = JSONTree(exchange.text)
    return [route.id].compactMap { $0 } + ["id", "booking", "seeker"].compactMap { answer?[$0]?.text }
  }
}
