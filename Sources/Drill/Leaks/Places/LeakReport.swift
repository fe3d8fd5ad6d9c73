import Stage

/// What was looked through, and what was found.
struct LeakReport: Sendable {
  private static let mostFindings = 50

  let places: [Place]
  /// How much was looked for.
  let needles: [Needle.Kind: Int]

  /// Whether every place was looked through and nothing was found, and something of every kind that is always there was
  /// looked for.
  var isClean: Bool {
    places.allSatisfy(\.isClean)
      && Needle.Kind.allCases.allSatisfy { $0 == .device || needles[$0, default: 0] > 0 }
  }

  /// The tables; of what was found only where, never the value.
  var text: String {
    var planted = Table(["planted", "how many"])
    for kind in Needle.Kind.allCases { planted.add(kind.rawValue, "\(needles[kind, default: 0])") }
    var table = Table(["place", "looked through", "of", "found"])
    for place in places {
      table.add(place.name, place.looked == 0 ? "NOTHING" : "\(place.looked)", place.unit, "\(place.findings.count)")
    }
    let findings = places.flatMap { place in
      place.findings.map { "\(place.name), \($0.location): \($0.what.rawValue), \($0.encoding.rawValue)" }
    }
    let more = findings.count > Self.mostFindings ? ["… and \(findings.count - Self.mostFindings) more"] : []
    let list = (Array(findings.prefix(Self.mostFindings)) + more).joined(separator: "\n")
    return [planted.text, table.text, list.isEmpty ? "found: nothing" : list].joined(separator: "\n\n")
  }
}
